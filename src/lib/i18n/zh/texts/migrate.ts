const seconds = (n: number) => (n >= 90 ? `${Math.round(n / 60)} 分` : `${Math.ceil(n)} 秒`)

/** What `migrate` says on the screen. */
export const migrate = {
  columns: {
    entity: '类别',
    read: '读取',
    created: '新增',
    updated: '更新',
    same: '未变',
    merged: '合并',
    excluded: '不迁',
    interfaced: '对接',
    manual: '补录',
    quarantined: '退回待改',
    migrated: '已迁入',
    test: '序号',
    expected: '应得',
    got: '实得',
    rows: '行数',
    field: '字段',
    places: '出处',
    reason: '原因',
    rule: '规则',
    by: '批准人或系统',
    key: '主键',
    state: '情况',
    level: '核对内容',
    equal: '相符',
    different: '不符',
    notCheckable: '无法核对',
    where: '哪一组、哪一行',
    source: '旧系统',
    target: '大厅',
    what: '怎样不符',
    removed: '删去',
    restored: '恢复',
    kept: '未动',
  },
  states: { open: '待改', fixed: '已改好', waived: '已放弃', manual: '转补录' },
  noneKept: '没有退回待改的行',
  exported: (p: { rows: number; file: string }) =>
    `${p.rows} 行，已写到 ${p.file}；改好后用 migrate quarantine import 读回`,
  answered: (p: {
    fixed: number
    waived: number
    keyedByHand: number
    settled: number
    left: number
    known: number
    file: string
  }) =>
    `更正 ${p.fixed} 行，不迁 ${p.waived} 行，转补录 ${p.keyedByHand} 行${p.settled > 0 ? `，查清大厅有没有 ${p.settled} 行` : ''}；未填 ${p.left} 行，以前已定 ${p.known} 行${p.fixed + p.settled > 0 ? `。运行 hallkit migrate run ${p.file} --only-quarantine 重试` : ''}`,
  fixed: (p: { key: string; file: string }) =>
    `已记下 ${p.key} 的更正；运行 hallkit migrate run ${p.file} --only-quarantine 重试`,
  waived: (p: { key: string }) => `已记下：${p.key} 不迁，下一次迁移起生效`,
  settled: (p: { key: string; there: boolean; file: string }) =>
    `已记下：${p.key} ${p.there ? '大厅已有，计入迁入' : '大厅没有，可以再送'}；运行 hallkit migrate run ${p.file} --only-quarantine 生效`,
  levels: { 1: '一、件数', 2: '二、金额等合计', 3: '三、逐行', 4: '四、引用和附件' },
  checking: (name: string) => `正在核对 ${name}`,
  differences: '不符之处：',
  verdict: (p: { isSame: boolean; open: number; kept: number }): string => {
    const left = p.kept > 0 ? `；另有退回待改 ${p.kept} 行没有迁入` : ''
    if (!p.isSame) return '不符：见上'
    return p.open > 0
      ? `没有不符；有 ${p.open} 项无法核对，不算相符${left}`
      : `相符：迁入的与旧系统一致${left}`
  },
  whats: (what: string) =>
    ({
      'not-migrated': '源数据有，未迁入',
      'source-changed': '迁入后源数据变了',
      'changed-in-target': '迁入后大厅里改过',
      'not-in-source': '大厅里有，不应有',
      'gone-from-target': '大厅里没有了',
      'file-without-row': '有附件文件，没有登记',
      'rows = dispositions': '行数与去处之和不等',
    })[what] ?? what,
  confirmRollback: (p: { run: number }) => `收回第 ${p.run} 次迁移？新增的行将从目标中删去`,
  rolledBack: (p: { run: number; dryRun: boolean; kept: readonly string[] }) =>
    [
      p.dryRun ? `第 ${p.run} 次迁移，未作改动` : `第 ${p.run} 次迁移已收回`,
      ...(p.kept.length > 0
        ? [
            `${p.kept.length} 行没有收回（迁入后被人改过，或目标只增不减）：${p.kept.slice(0, 20).join('、')}${p.kept.length > 20 ? ' 等' : ''}`,
          ]
        : []),
    ].join('；'),
  progress: (p: {
    entity: string
    read: number
    quarantined: number
    share: number | null
    rowsPerSecond: number
    readWait: number
    writeWait: number
    secondsLeft: number | null
  }) =>
    [
      `${p.entity} ${p.read.toLocaleString('en-US')} 行`,
      ...(p.share === null ? [] : [`${Math.floor(p.share * 100)}%`]),
      `每秒 ${p.rowsPerSecond.toLocaleString('en-US')}`,
      `退回 ${p.quarantined}`,
      `读等 ${Math.round(p.readWait * 100)}% 写等 ${Math.round(p.writeWait * 100)}%`,
      ...(p.secondsLeft === null ? [] : [`还需约 ${seconds(p.secondsLeft)}`]),
    ].join('  '),
  total: (p: { run: number; isWhole: boolean; quarantine: { open: number } }) => {
    const done = p.isWhole ? `第 ${p.run} 次迁移完成` : `第 ${p.run} 次迁移（只迁一部分）到此为止`
    return p.quarantine.open > 0
      ? `${done}；退回待改 ${p.quarantine.open} 行，用 migrate quarantine list 查看`
      : `${done}，没有退回的行`
  },
  /** What a run that took a part left out. */
  leftOut: (p: { entities: readonly { name: string; unread: number | null }[] }) =>
    `不在这次范围内、没有读的：${p.entities.map(({ name, unread }) => `${name} ${unread ?? '（没有数）'} 行`).join('，')}；切换之前，要不加范围再走一遍`,
  balanced: '读取的行数与各去处之和不等，请勿使用这次的结果，并报告开发单位',
  planned: (p: { quarantine: { open: number } }) =>
    p.quarantine.open > 0
      ? `试算完毕，目标没有改动；正式迁移时将有 ${p.quarantine.open} 行退回待改`
      : '试算完毕，目标没有改动；正式迁移时没有退回的行',
  asides: '按规则不迁、对接或补录的：',
  /** Rules that no mapping writes. */
  ruleWords: {
    _deleted: '旧系统已作删除标记（要迁的，在 source 写明 deleted: keep）',
    waived: '退回后经人决定放弃',
  } as Readonly<Record<string, string>>,
  reasons: '将退回的原因：',
  lastRun: (p: { id: number; state: string; started: string }) =>
    `最近一次：第 ${p.id} 次，${p.started.slice(0, 16).replace('T', ' ')} 开始，${
      { running: '中断', done: '完成', stopped: '因退回过多停止', abandoned: '作废' }[p.state] ??
      '已回退'
    }`,
  ranCode: (p: { module: string; sha256: string }) => `程序代码 ${p.module}：sha256 ${p.sha256}`,
  queues: (p: { quarantined: number; open: number; late: number }) =>
    `退回待改 ${p.quarantined} 行；待补录 ${p.open} 件，其中过期 ${p.late} 件`,
  resumable: (file: string) => `上一次没有迁完，运行 hallkit migrate run ${file} 接着迁`,
  linted: (p: { entities: number; fields: number; findings: readonly unknown[] }) =>
    p.findings.length > 0
      ? `${p.entities} 类数据、${p.fields} 个字段；有 ${p.findings.length} 处要看`
      : `${p.entities} 类数据、${p.fields} 个字段，没有发现问题`,
  tested: (p: { passed: number; failed: number }) => `通过 ${p.passed} 条，未通过 ${p.failed} 条`,
}
