const fields = {
  unit: '单位',
  code: '实施编码',
  name: '事项名称',
  type: '事项类型',
  caseType: '办件类型',
  statutory: '法定时限',
  promised: '承诺时限',
  depth: '办理深度',
  basis: '设定依据',
  conditions: '申请条件',
  materials: '申报材料',
  fee: '收费',
  office: '承办科室',
  nodes: '办理环节',
  supervision: '监督渠道',
  status: '状态',
  source: '来源',
}

const guideFields = {
  visits: '到现场次数',
  onsiteReason: '现场办理原因',
  online: '是否网办',
  channels: '办理形式',
  feeBasis: '收费依据',
  onlinePay: '网上支付',
  consult: '咨询电话',
  hours: '工作时间',
  place: '办理地点',
  resultName: '结果名称',
  resultType: '结果类型',
  audience: '服务对象',
  personTheme: '自然人主题',
  orgTheme: '法人主题',
  faq: '常见问题',
  region: '行政区划代码',
  level: '行使层级',
  review: '审查类型',
  feeItem: '收费项目',
  resultSample: '结果样本',
  consultPlace: '咨询地址',
  complaintPlace: '投诉地址',
}

const LEVELS = ['一', '二', '三', '四']

/** A field's text in a line of changes. */
const changed = (field: string, text: string): string => {
  if (text === '') return '空'
  return field === 'depth' ? `${LEVELS[Number(text) - 1] ?? text}级` : text
}
const labels: Readonly<Record<string, string>> = { ...fields, ...guideFields }

/** What `items` says on the screen. */
export const items = {
  columns: {
    unit: '单位',
    code: '实施编码',
    name: '事项名称',
    type: '类型',
    statutory: '法定时限',
    promised: '承诺时限',
    depth: '深度',
    items: '已入库',
    returned: '退回待改',
    ready: '可演练',
    filled: '填写完整',
    target: '要求',
    reached: '达到',
    verdict: '结论',
    field: '字段',
    value: '内容',
    version: '版本',
    at: '时间',
    changed: '变更',
    status: '状态',
    reason: '缘由',
    acts: '办理',
    rule: '规则',
    level: '级别',
    basis: '依据',
    says: '核对什么',
    departments: '有事项',
    flows: '流程齐全',
    states: '编辑/待审核/审定/发布',
    registry: '事项清单',
    guide: '办事指南',
    flow: '运行流程',
    agree: '一致',
    differ: '不一致',
    absent: '缺项',
  },
  fields,
  guideFields,
  level: (p: { depth: number }) => `${LEVELS[p.depth - 1] ?? p.depth}级`,
  node: (p: { label: string; post: string; people: string; limit: string }) =>
    `${p.label}（${[p.post, p.people, p.limit].filter(Boolean).join('，')}）`,
  source: (p: { file: string; sheet: string; row: number }) =>
    [p.file, p.sheet && `「${p.sheet}」`, `第 ${p.row} 行`].filter(Boolean).join(' '),
  count: (p: { count: number }) => `共 ${p.count} 项`,
  returnedList: {
    sheet: '退回待改',
    columns: ['单位', '事项名称', '实施编码', '文件', '工作表', '行', '问题', '怎么改'],
    none: '没有退回待改的事项。',
    count: (p: { count: number }) => `共 ${p.count} 项退回待改`,
    exported: (p: { file: string }) => `已存为 ${p.file}`,
    missing: (p: { file: string }) => `文件已不在原处，未能重新核验：${p.file}`,
  },
  none: '还没有入库的事项。用 hallkit inbox 或 hallkit items import 导入。',
  total: '合计',
  share: (p: { numerator: number; denominator: number }) =>
    p.denominator === 0
      ? '无'
      : `${p.numerator}/${p.denominator}（${((p.numerator / p.denominator) * 100).toFixed(1)}%）`,
  verdict: (p: { met: boolean | null }): string =>
    p.met === null ? '不适用' : p.met ? '达到' : '未达到',
  target: (p: { title: string; clause: string; inferred: boolean }) =>
    `${p.title}（${p.clause}${p.inferred ? '，推定' : ''}）`,
  versions: '历次变更',
  changes: (list: readonly { field: string; before: string; after: string }[]) =>
    list
      .map(
        ({ field, before, after }) =>
          `${labels[field] ?? field}：${changed(field, before)} → ${changed(field, after)}`,
      )
      .join('；'),
  first: '首次入库',
  states: {
    draft: '编辑',
    submitted: '待审核',
    approved: '审定',
    published: '发布',
  },
  reasons: { added: '新增', changed: '变更', withdrawn: '撤消', devolved: '下放', moved: '转移' },
  actNames: {
    submit: '提交',
    approve: '审定',
    return: '退回',
    publish: '发布',
    withdraw: '撤消',
    transfer: '转移',
  },
  levelNames: { error: '退回', warning: '提醒', hint: '建议', off: '不核对' },
  acted: (p: { act: string; count: number }) => `${p.act} ${p.count} 项`,
  noneToAct: '没有处在这一步的事项。',
  paper: (p: { path: string }) => `审核单：${p.path}`,
  exported: (p: { count: number; path: string }) => `已导出 ${p.count} 项：${p.path}`,
  actDone: (p: { act: string; by: string; at: string; because: string }) =>
    `${p.at.slice(0, 10)} ${p.by}${p.act}${p.because ? `（${p.because}）` : ''}`,
  madeBy: { import: '导入', act: '办理' },
  noDifference: '没有变化。',
  unitsWithout: (p: { names: readonly string[] }) => `没有入库事项的单位：${p.names.join('、')}`,
  diffCount: (p: { added: number; changed: number; withdrawn: number }) =>
    `新增 ${p.added} 项，变更 ${p.changed} 项，撤消 ${p.withdrawn} 项`,
  added: '新增',
  gone: '撤消',
  agreement: (p: { share: string }) => `要素一致率：${p.share}`,
  notIn: (p: { source: string; count: number }) => `${p.source}中没有的事项：${p.count} 项`,
  beyond: (p: { source: string; names: readonly string[] }) =>
    `${p.source}中有、事项清单中没有：${p.names.join('、')}`,
  coverage: (p: { units: string; items: string; flows: string }) =>
    `三个全覆盖：审批部门 ${p.units}，审批事项 ${p.items}，审批流程 ${p.flows}`,
  transferred: (p: { name: string; from: string; to: string }) =>
    `「${p.name}」由${p.from}转移给${p.to}`,
}
