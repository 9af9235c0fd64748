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
  },
  fields: {
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
    source: '来源',
  },
  level: (p: { depth: number }) => `${['一', '二', '三', '四'][p.depth - 1] ?? p.depth}级`,
  node: (p: { label: string; post: string; people: string; limit: string }) =>
    `${p.label}（${[p.post, p.people, p.limit].filter(Boolean).join('，')}）`,
  source: (p: { file: string; sheet: string; row: number }) =>
    [p.file, p.sheet && `「${p.sheet}」`, `第 ${p.row} 行`].filter(Boolean).join(' '),
  count: (p: { count: number }) => `共 ${p.count} 项`,
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
  change: (p: { field: string; before: string; after: string }) =>
    `${p.field}：${p.before} → ${p.after}`,
  first: '首次入库',
}
