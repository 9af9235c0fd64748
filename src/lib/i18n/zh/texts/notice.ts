/** What `notice` says on the screen. */
export const notice = {
  columns: {
    id: '通知包',
    notice: '通知',
    number: '文号',
    issued: '印发日期',
    units: '单位数',
    batches: '批次数',
    clause: '条款',
    inferred: '推定',
    due: '期限',
    neededBy: '要用日',
    who: '责任方',
    amount: '数量',
    title: '内容',
  },
  inferred: '推定',
  everyUnit: '各参演单位',
  batchDay: '各批演练日',
  sections: {
    batches: '演练批次',
    requirements: '量化要求（不少于）',
    roles: '每个单位应明确的人员',
    targets: '比例目标（不少于）',
    obligations: '应办事项和期限',
    reports: '应报材料',
  },
  head: (p: { number: string; issuer: string; issued: string; units: number; place: string }) =>
    `${p.number}  ${p.issuer}  ${p.issued} 印发  ${p.units} 家单位  地点：${p.place}`,
  unitsInferred: (p: { clause: string }) => `单位名单系推定：${p.clause}`,
  participants: (p: { min: number; max: number; clause: string }) =>
    `每个单位到场上机 ${p.min}-${p.max} 人（${p.clause}），在系统中配备的人员可以更多`,
}
