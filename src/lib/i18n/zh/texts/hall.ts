/** Closed cases that came from elsewhere, which are no work. */
function historyOf(counts: Readonly<Record<string, number>>): string {
  const { 'case.history': history = 0 } = counts
  return history === 0 ? '' : `（另有历史 ${history}）`
}

/** What `hall` says on the screen. */
export const hall = {
  listening: (p: { url: string; data: string | null; adminTokenFile: string }) =>
    `参考大厅已启动：${p.url}\n数据文件：${p.data ?? '只在内存'}\n管理令牌文件：${p.adminTokenFile}`,
  howToStop: '按 Ctrl-C 停止，数据保留。',
  howToStopLater: '已转入后台运行，用 hallkit hall stop 停止，数据保留。',
  noneRuns: '没有正在运行的参考大厅。',
  running: (p: {
    url: string
    time: string
    virtualClock: boolean
    counts: Readonly<Record<string, number>>
  }) =>
    `参考大厅正在运行：${p.url}\n大厅时间：${p.time}（${p.virtualClock ? '排练时钟' : '真实时钟'}）\n单位 ${p.counts['unit'] ?? 0}、事项 ${p.counts['item'] ?? 0}、账号 ${p.counts['user'] ?? 0}、办件 ${p.counts['case'] ?? 0}${historyOf(p.counts)}、事件 ${p.counts['event'] ?? 0}`,
  reallyReset: (p: { data: string; keepRegistry: boolean }) =>
    p.keepRegistry
      ? `清除 ${p.data} 里的全部办件和事件，留下单位、事项和账号？`
      : `清空 ${p.data}，包括单位、事项和账号？`,
  reset: (p: { keepRegistry: boolean }): string =>
    p.keepRegistry ? '办件和事件已清除，单位、事项和账号仍在。' : '参考大厅已清空。',
  audit: {
    columns: { what: '核对', verdict: '结果', evidence: '依据' },
    what: {
      chain: '事件链',
      numbers: '编号不重复',
      texts: '文字无乱码',
      dues: '截止日',
      duties: '岗位分离',
      time: '时钟',
    },
    verdicts: { held: '相符', broken: '不符', untold: '无从核对' },
    looked: (p: { looked: number; findings: number }) =>
      `看了 ${p.looked} 处${p.findings === 0 ? '' : `，${p.findings} 处不符`}`,
    untold: {
      'no-events': '没有可看的事件',
      'no-chain': '大厅的事件不成链',
      'no-clocks': '大厅不提供法定时钟',
      'other-calendar': '大厅按别的日历计算',
      'no-actors': '大厅不说明经办人',
      'no-time': '大厅不提供时间',
      rehearsal: '大厅用的是排练时钟',
    },
    summary: (p: { events: number; clocks: number; findings: number }) =>
      `核对了 ${p.events} 条事件、${p.clocks} 个法定时钟，${p.findings === 0 ? '没有不符' : `有 ${p.findings} 处不符`}。`,
  },
  seeded: '参考大厅已录入。',
  stopped: '参考大厅已停止。',
  account: (p: { done: number; of: number }) => `已开账号 ${p.done}/${p.of}`,
  columns: { sort: '类别', created: '新增', updated: '修改', unchanged: '已有' },
  sorts: { units: '单位', columns: '栏目', items: '事项', users: '账号', assignments: '分工' },
  pushed: (p: { url: string; dryRun: boolean }) =>
    p.dryRun
      ? `以上是将要录入大厅 ${p.url} 的内容，尚未改动；去掉 --dry-run 再运行即录入。`
      : `大厅 ${p.url} 已就绪。下一步：hallkit drill run`,
  withoutPassword: (p: { accounts: readonly string[] }) =>
    `大厅里原有 ${p.accounts.length} 个账号，本机没有口令，演练时机器人不能用，只能由本人办：${p.accounts.slice(0, 5).join('、')}${p.accounts.length > 5 ? '等' : ''}`,
  person: {
    captured: (name: string) => `（填写 ${name}）`,
    evidence: '截图或凭证文件的路径（没有就直接回车）',
    done: '办好后按回车',
  },
  production: (p: { name: string; title: string }) =>
    `「${p.title}」是正式环境。确需写入，请输入连接器名称 ${p.name}`,
  lint: {
    columns: { level: '级别', what: '问题', fix: '怎么改' },
    levels: { error: '错误', warning: '提醒', hint: '提示' },
    good: (p: { file: string }) => `${p.file}：没有发现问题。`,
  },
  check: {
    trying: (p: { level: string }) => `正在试第 ${Number(p.level.slice(1)) + 1} 步，共 9 步`,
    columns: { what: '能力', verdict: '结果', evidence: '依据' },
    verdicts: { yes: '能', no: '不能', manual: '需人工', unenforced: '未强制', untested: '未试' },
    ids: {
      'hall.reach': '连得上',
      'auth.login': '各角色账号登得进',
      'item.list': '看事项清单',
      'user.list': '看账号清单',
      'case.list': '看办件清单',
      'project.list': '看投资项目清单',
      'article.list': '看信息清单',
      'consultation.list': '看咨询清单',
      'complaint.list': '看投诉清单',
      'case.submit': '网上申报',
      'case.get': '按编号查到所申报的件',
      'event.list': '看到申报这件事',
      'case.pre_pass': '预审',
      'case.accept': '受理',
      'case.assign': '分办',
      'case.handle': '承办',
      'case.review_pass': '审核',
      'case.grant': '审批',
      'case.settle': '办结',
      'case.notify_correction': '一次性告知补正',
      'case.submit_correction': '提交补正',
      'case.withdraw': '申请人撤回',
      'case.start_special': '特别程序',
      'case.end_special': '特别程序结束',
      'case.extend': '延期',
      'supervision.warnings': '看预警',
      'supervision.overdue': '看超期',
      'supervision.cards': '看亮牌',
      'entry.late': '补录（另记办理时间与录入时间）',
      'item.get': '看事项名录',
      'guide.get': '看办事指南',
      'refuse.order': '拒绝跳过环节',
      'refuse.role': '拒绝无权的人办理',
      'refuse.S5': '承办人不得审核自己办的件',
    } as Readonly<Record<string, string>>,
    untried: {
      account: (role: string) => `没有${role}的账号`,
      before: (what: string) => `前面没有办成：${what}`,
      roles: { '*': '可用', handler_reviewer: '既能承办又能审核' } as Readonly<
        Record<string, string>
      >,
    },
    summary: (p: {
      hall: string
      counts: Readonly<Record<'yes' | 'no' | 'manual' | 'unenforced' | 'untested', number>>
    }) =>
      `${p.hall}：能 ${p.counts.yes} 项，不能 ${p.counts.no} 项，需人工 ${p.counts.manual} 项，未强制 ${p.counts.unenforced} 项，未试 ${p.counts.untested} 项。`,
    left: (p: { numbers: readonly string[] }) =>
      `以下演练件仍留在大厅，请到大厅作废：${p.numbers.join('、')}`,
  },
  beyond: (sorts: readonly string[]) =>
    `这个大厅没有录入接口，须人工录入：${sorts.join('、')}。可用 hallkit users export、items export 导出清单照录。`,
}
