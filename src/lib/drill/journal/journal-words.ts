import type { JournalActor, JournalType, Verdict } from './model.js'

/** What the kinds of lines are called on papers. */
export const typeWords: Readonly<Record<JournalType, string>> = {
  'run.started': '开演',
  'run.resumed': '接着演',
  'run.paused': '暂停',
  'run.finished': '结束',
  'batch.opened': '开放时间开始',
  'batch.closed': '开放时间结束',
  'step.intent': '着手办理',
  'step.done': '办成',
  'step.adopted': '他人已办',
  'step.failed': '未办成',
  'step.unknown': '不知是否办成',
  'step.skipped': '未演',
  'step.opened': '轮到人办',
  'step.understudied': '机器人替演',
  'step.reported': '自述办完',
  'unit.attended': '到场',
  'unit.absent': '缺席',
  'makeup.opened': '另开补演',
  'outage.declared': '停用登记',
  'gate.signed': '确认放行',
  'safeguard.tripped': '安全限制叫停',
  'hall.seen': '大厅里看到',
  'object.created': '在大厅新建',
  'object.removed': '已从大厅撤除',
  'expect.checked': '查询核对',
  'hall.contradicted': '大厅前后不一',
  'hall.stated': '据人所述',
  'list.read': '读取导出清单',
  'verdict.disputed': '提出异议',
  'verdict.overridden': '改定结论',
  'note.added': '记事',
}

/** Who did or saw something, on papers. */
export const actorWords: Readonly<Record<JournalActor['kind'], string>> = {
  robot: '机器人',
  human: '人员',
  understudy: '替演',
  observer: '观察',
  operator: '组织方',
  engine: '程序',
}

/** Verdicts, on papers. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  met: '达标',
  late: '逾期',
  missed: '未完成',
  exempt: '不适用',
  disputed: '有异议',
  unchecked: '无从核对',
}
