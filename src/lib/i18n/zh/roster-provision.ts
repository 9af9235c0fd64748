import type { provisionProblems } from '../../errors/codes/roster-provision.js'
import type { Words } from '../words.js'

const NAMED = 5

function named(what: string, all: readonly string[]): string[] {
  if (all.length === 0) return []
  const more = all.length > NAMED ? ` 等 ${all.length} 个` : ''
  return [`${what} ${all.slice(0, NAMED).join('、')}${more}`]
}

export const provision: Words<typeof provisionProblems> = {
  'HK-ROST-301': ({ file, at }) => ({
    message: at === '' ? `不是账号方案文件：${file}` : `账号方案文件有误：${file}，${at}`,
    fix: ['请用 hallkit users plan 重新生成方案。'],
  }),
  'HK-ROST-302': ({ file }) => ({
    message: `方案「${file}」是另一个工作目录生成的，不能在这里执行。`,
    fix: ['请在本工作目录用 hallkit users plan 重新生成方案。'],
  }),
  'HK-ROST-303': ({ changed, added, gone }) => ({
    message: `方案生成之后，大厅里的账号有变动：${[
      ...named('被改动', changed),
      ...named('新增', added),
      ...named('消失', gone),
    ].join('；')}。未作任何改动。`,
    fix: ['请重新运行 hallkit users plan，看过新方案后再执行。'],
  }),
  'HK-ROST-304': ({ workNo }) => ({
    message: `账号 ${workNo} 在方案中没有冲突，不能接管。`,
    fix: ['--adopt 只用于方案中标为「冲突」的账号，请核对工号。'],
  }),
  'HK-ROST-306': ({ dir, workspace }) => ({
    message: `口令条不能放在工作目录之内：${dir}`,
    fix: [`工作目录（${workspace}）会被备份和移交，请另选一个只有本人能看的文件夹。`],
  }),
  'HK-ROST-307': ({ file }) => ({
    message: `读不懂已有的口令条：${file}。里面的口令可能已经发出，未作任何改动。`,
    fix: ['请恢复该文件，或把它移走再执行；移走之前，请先确认其中的账号都已开通。'],
  }),
  'HK-ROST-308': ({ dir, hall, note }) => ({
    message: `上一次在大厅 ${hall} 开账号没有办完，口令条在 ${dir}，里面有的账号还没有开。换个地方接着办，同一人会有两个口令。`,
    fix: [
      `请对同一个大厅、用同一个文件夹接着办：--handout "${dir}"`,
      `那个文件夹里的口令条确已全部作废的，先删除 ${note}。`,
    ],
  }),
}
