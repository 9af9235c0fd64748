/** A button of the vendor's hall: who sees it, where it leads. */
export interface Button {
  readonly btnName: string
  readonly stateCode: string
  readonly post: string
  readonly to: string
}

const button = (stateCode: string, btnName: string, post: string, to: string): Button => {
  return { btnName, stateCode, post, to }
}
const urge = (link: string) => button('90', '催办', '监督员', link)
const countyUrge = (link: string) => button('91', '催办', '效能监督', link)

/** Links (环节) of the vendor's flows, with what they are called and which buttons they have. */
export const LINKS: Readonly<
  Record<string, { readonly name: string; readonly buttons: readonly Button[] }>
> = {
  '01-01': {
    name: '预审',
    buttons: [
      button('0101', '预审通过', '综合管理员', '02-02'),
      button('0109', '预审退回', '综合管理员', '01-09'),
      urge('01-01'),
    ],
  },
  '01-09': { name: '预审退回', buttons: [] },
  '02-01': { name: '补正后受理', buttons: [button('0201', '同意受理', '窗口', '03-01')] },
  '02-02': {
    name: '受理',
    buttons: [
      button('0202', '同意受理', '窗口', '03-01'),
      button('0203', '一次性告知', '窗口', '02-03'),
      button('0209', '不予受理', '窗口', '09-01'),
      urge('02-02'),
      countyUrge('02-02'),
    ],
  },
  '02-03': { name: '待补正', buttons: [] },
  '09-01': { name: '不予受理', buttons: [] },
  '03-01': {
    name: '分办',
    buttons: [button('0301', '分送', '综合管理员', '03-02'), urge('03-01')],
  },
  '03-02': {
    name: '承办',
    buttons: [button('0302', '提交审核', '承办人', '03-03'), urge('03-02')],
  },
  '03-03': {
    name: '审核',
    buttons: [
      button('0303', '同意', '审核人', '03-04'),
      button('0313', '退回承办', '审核人', '03-02'),
    ],
  },
  '03-04': {
    name: '审批',
    buttons: [
      button('0304', '准予许可', '审批人', '03-05'),
      button('0314', '不予许可', '审批人', '03-06'),
    ],
  },
  '03-05': { name: '准予', buttons: [button('0305', '办结', '制证员', '05-01')] },
  '03-06': { name: '不准予', buttons: [button('0306', '办结', '制证员', '05-01')] },
  '05-01': { name: '办结', buttons: [] },
  '05-02': { name: '已取件', buttons: [] },
  '11-01': { name: '项目预审', buttons: [button('1101', '预审通过', '综合管理员', '11-02')] },
  '11-02': { name: '待分送', buttons: [button('1102', '分送部门', '咨询接件窗口', '11-03')] },
  '11-03': { name: '部门办理', buttons: [button('1103', '结果反馈', '咨询接件窗口', '11-04')] },
  '11-04': { name: '待取件', buttons: [] },
  '11-05': { name: '已取件', buttons: [] },
  '04-01-1': {
    name: '待答复',
    buttons: [button('4101', '答复', '答复员', '04-01-2'), urge('04-01-1')],
  },
  '04-01-2': { name: '待审核', buttons: [button('4102', '审核通过', '答复审核员', '04-01-3')] },
  '04-01-3': { name: '待发布', buttons: [button('4103', '发布', '答复审核员', '04-01-4')] },
  '04-01-4': { name: '已发布', buttons: [] },
  '04-02-0': { name: '待受理', buttons: [button('4200', '受理', '效能监督', '04-02-1')] },
  '04-02-1': {
    name: '待答复',
    buttons: [button('4201', '答复', '答复员', '04-02-2'), countyUrge('04-02-1')],
  },
  '04-02-2': { name: '待审核', buttons: [button('4202', '审核通过', '答复审核员', '04-02-3')] },
  '04-02-3': { name: '待发布', buttons: [button('4203', '发布', '效能监督', '04-02-4')] },
  '04-02-4': { name: '已发布', buttons: [] },
}

/** Posts that see the works of the whole county. */
export const COUNTY_POSTS: ReadonlySet<string> = new Set(['咨询接件窗口', '效能监督'])

/** What the toolkit's roles are called here. */
export const POSTS: Readonly<Record<string, string>> = {
  coordinator: '综合管理员',
  window_acceptor: '窗口',
  handler: '承办人',
  reviewer: '审核人',
  approver: '审批人',
  issuer: '制证员',
  supervisor: '监督员',
  inspector: '效能监督',
  reception: '咨询接件窗口',
  replier: '答复员',
  reply_auditor: '答复审核员',
}
