import type { registerFindings, registerProblems } from '../../errors/codes/problems.js'
import type { Words } from '../words.js'

export const problems: Words<typeof registerProblems> & Words<typeof registerFindings> = {
  'HK-PROBLEM-001': ({ file, line }) => ({
    message: `问题台账 ${file} 第 ${line} 行已损坏`,
    fix: ['请从备份恢复该文件；台账不可补写，原文件请留存备查'],
  }),
  'HK-PROBLEM-002': ({ id, nearest }) => ({
    message: `台账里没有这个编号：${id}`,
    fix: [nearest.length > 0 ? `是不是 ${nearest.join('、')}` : '用 hallkit problem list 查看编号'],
  }),
  'HK-PROBLEM-003': ({ id, what }) => ({
    message: what === 'closed' ? `${id} 已经销号` : `${id} 没有销号`,
    fix: ['用 hallkit problem list --all 查看现状'],
  }),
  'HK-PROBLEM-004': ({ file, cause }) => ({
    message: `不是问题整改台账，或读不出来：${file}（${cause}）`,
    fix: ['用 hallkit problem export 导出台账，改好后再导入'],
  }),
  'HK-PROBLEM-005': () => ({
    message: '没有写明是什么问题',
    fix: ['写上问题，或加 --proposed 登记一次演练发现的问题'],
  }),
  'HK-PROBLEM-101': ({ id }) => ({
    message: `台账里没有编号 ${id}，这一行没有读入`,
    fix: ['新问题不填编号；更正编号后再导入'],
  }),
  'HK-PROBLEM-102': ({ unit }) => ({
    message: `不认得责任单位「${unit}」，这一行没有读入`,
    fix: ['写单位的全称、简称或代码'],
  }),
}
