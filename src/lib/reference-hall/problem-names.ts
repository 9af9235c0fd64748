/** Every way the hall refuses: the code is stable, the status follows RFC 9110. */
export const STATUS = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  role: 403,
  'other-unit': 403,
  'not-assigned': 403,
  'not-owner': 403,
  'not-found': 404,
  'wrong-state': 409,
  sod: 409,
  once: 409,
  'children-open': 409,
  'clock-backwards': 409,
  exists: 409,
  'version-mismatch': 412,
  'too-large': 413,
  'wrong-media-type': 415,
  'wrong-host': 421,
  invalid: 422,
  'unknown-action': 422,
  'key-reused': 422,
  internal: 500,
} as const

/** The `code` of a problem document. */
export type ProblemName = keyof typeof STATUS

/** What a caller reads; the hall speaks Chinese, like the halls it stands in for. */
export const titles: Readonly<Record<ProblemName, string>> = {
  'bad-request': '请求无法解析',
  unauthenticated: '未登录或登录已失效',
  forbidden: '无权访问',
  role: '该账号的角色不能办理此动作',
  'other-unit': '只能办理本单位的事务',
  'not-assigned': '该账号在此事项此环节没有分工',
  'not-owner': '只有申请人本人可以办理此动作',
  'not-found': '没有这个资源',
  'wrong-state': '当前状态不能办理此动作',
  sod: '岗位相分离：不能由前一环节的经办人办理',
  once: '此动作只能办理一次',
  'children-open': '尚有子件未办结',
  'clock-backwards': '时钟不能倒退',
  exists: '已经存在',
  'version-mismatch': '记录已被他人改动',
  'too-large': '请求过大',
  'wrong-media-type': '只接受 JSON',
  'wrong-host': '主机名不对',
  invalid: '填报内容有误',
  'unknown-action': '没有这个动作',
  'key-reused': '同一幂等键用于不同的请求',
  internal: '大厅内部错误',
}
