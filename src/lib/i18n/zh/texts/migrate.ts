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
  },
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
  total: (p: { run: number; quarantine: { open: number } }) =>
    p.quarantine.open > 0
      ? `第 ${p.run} 次迁移完成；退回待改 ${p.quarantine.open} 行，用 migrate quarantine list 查看`
      : `第 ${p.run} 次迁移完成，没有退回的行`,
  balanced: '读取的行数与各去处之和不等，请勿使用这次的结果，并报告开发单位',
  planned: (p: { quarantine: { open: number } }) =>
    p.quarantine.open > 0
      ? `试算完毕，目标没有改动；正式迁移时将有 ${p.quarantine.open} 行退回待改`
      : '试算完毕，目标没有改动；正式迁移时没有退回的行',
  reasons: '将退回的原因：',
  lastRun: (p: { id: number; state: string; started: string }) =>
    `最近一次：第 ${p.id} 次，${p.started.slice(0, 16).replace('T', ' ')} 开始，${
      { running: '中断', done: '完成', stopped: '因退回过多停止', abandoned: '作废' }[p.state] ??
      '已回退'
    }`,
  queues: (p: { quarantined: number; open: number; late: number }) =>
    `退回待改 ${p.quarantined} 行；待补录 ${p.open} 件，其中过期 ${p.late} 件`,
  resumable: (file: string) => `上一次没有迁完，运行 hallkit migrate run ${file} 接着迁`,
  linted: (p: { entities: number; fields: number; findings: readonly unknown[] }) =>
    p.findings.length > 0
      ? `${p.entities} 类数据、${p.fields} 个字段；有 ${p.findings.length} 处要看`
      : `${p.entities} 类数据、${p.fields} 个字段，没有发现问题`,
  tested: (p: { passed: number; failed: number }) => `通过 ${p.passed} 条，未通过 ${p.failed} 条`,
}
