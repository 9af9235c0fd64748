import type { migrate as zh } from '../../zh/texts/migrate.js'

const seconds = (n: number) => (n >= 90 ? `${Math.round(n / 60)} min` : `${Math.ceil(n)} s`)

/** What `migrate` says on the screen. */
export const migrate: typeof zh = {
  columns: {
    entity: 'Entity',
    read: 'Read',
    created: 'Created',
    updated: 'Updated',
    same: 'Same',
    merged: 'Merged',
    excluded: 'Excluded',
    interfaced: 'Interfaced',
    manual: 'Manual',
    quarantined: 'Kept out',
    migrated: 'Migrated',
    test: 'No.',
    expected: 'Expected',
    got: 'Got',
    rows: 'Rows',
    field: 'Field',
    places: 'Where',
    reason: 'Reason',
    rule: 'Rule',
    by: 'Approved by, or system',
    key: 'Key',
    state: 'State',
    level: 'Checked',
    equal: 'Equal',
    different: 'Different',
    notCheckable: 'Not checkable',
    where: 'Group or row',
    source: 'Old system',
    target: 'Hall',
    what: 'How',
    removed: 'Removed',
    restored: 'Restored',
    kept: 'Left alone',
  },
  states: { open: 'open', fixed: 'fixed', waived: 'waived', manual: 'to be keyed' },
  noneKept: 'No row is kept out',
  answered: (p) =>
    `${p.fixed} corrected, ${p.waived} left behind, ${p.keyedByHand} to be keyed by hand${p.settled > 0 ? `, ${p.settled} looked up in the hall` : ''}; ${p.left} not filled in, ${p.known} decided before${p.fixed + p.settled > 0 ? `. Try them again: hallkit migrate run ${p.file} --only-quarantine` : ''}`,
  exported: (p) =>
    `${p.rows} rows written to ${p.file}; read it back with migrate quarantine import`,
  fixed: (p) =>
    `The correction of ${p.key} is kept; hallkit migrate run ${p.file} --only-quarantine tries it again`,
  waived: (p) => `${p.key} will not be migrated, from the next run on`,
  settled: (p) =>
    `Noted: ${p.key} ${p.there ? 'is in the hall and counts as migrated' : 'is not in the hall and may be sent again'}; hallkit migrate run ${p.file} --only-quarantine takes it up`,
  levels: { 1: '1 counts', 2: '2 sums', 3: '3 rows', 4: '4 references' },
  checking: (name) => `Checking ${name}`,
  differences: 'Differences:',
  verdict: ({ isSame, open, kept }) => {
    const left = kept > 0 ? `; ${kept} more rows are kept out and were not migrated` : ''
    if (!isSame) return 'Different, see above'
    return open > 0
      ? `Nothing differs; ${open} checks could not be made and prove nothing${left}`
      : `Equal${left}`
  },
  whats: (what) => what,
  confirmRollback: (p) => `Take back run ${p.run}? Rows that it created go from the target`,
  rolledBack: (p) =>
    [
      p.dryRun ? `Run ${p.run}: nothing was changed` : `Run ${p.run} was taken back`,
      ...(p.kept.length > 0
        ? [
            `${p.kept.length} rows stay (changed since, or the target only grows): ${p.kept.slice(0, 20).join(', ')}${p.kept.length > 20 ? ' ...' : ''}`,
          ]
        : []),
    ].join('; '),
  progress: (p) =>
    [
      `${p.entity} ${p.read.toLocaleString('en-US')} rows`,
      ...(p.share === null ? [] : [`${Math.floor(p.share * 100)}%`]),
      `${p.rowsPerSecond.toLocaleString('en-US')}/s`,
      `kept out ${p.quarantined}`,
      `read wait ${Math.round(p.readWait * 100)}% write wait ${Math.round(p.writeWait * 100)}%`,
      ...(p.secondsLeft === null ? [] : [`${seconds(p.secondsLeft)} left`]),
    ].join('  '),
  total: (p) => {
    const done = p.isWhole ? `Run ${p.run} is done` : `Run ${p.run}, of a part only, is at its end`
    return p.quarantine.open > 0
      ? `${done}; ${p.quarantine.open} rows are kept out, see migrate quarantine list`
      : `${done}, no row is kept out`
  },
  leftOut: (p) =>
    `Not read, for they are outside this part: ${p.entities.map(({ name, unread }) => `${name} ${unread ?? '(not counted)'}`).join(', ')}; run all of it once more before the switch`,
  balanced: 'The rows read are not the sum of the dispositions: do not use this run, and report it',
  planned: (p) =>
    p.quarantine.open > 0
      ? `Nothing was changed; the run would keep out ${p.quarantine.open} rows`
      : 'Nothing was changed; the run would keep out no row',
  asides: 'Set aside by rules:',
  ruleWords: {
    _deleted: 'Marked as deleted in the old system (to migrate them: deleted: keep under source)',
    waived: "Left behind on somebody's word",
  },
  reasons: 'Why rows would be kept out:',
  lastRun: (p) =>
    `Last run: ${p.id}, started ${p.started.slice(0, 16).replace('T', ' ')}, ${p.state}`,
  ranCode: (p: { module: string; sha256: string }) =>
    `Program code ${p.module}: sha256 ${p.sha256}`,
  queues: (p) => `Kept out: ${p.quarantined} rows; to be keyed by hand: ${p.open}, ${p.late} late`,
  resumable: (file) => `The last run did not end: hallkit migrate run ${file} goes on`,
  linted: (p) =>
    p.findings.length > 0
      ? `${p.entities} entities, ${p.fields} fields; ${p.findings.length} things to look at`
      : `${p.entities} entities, ${p.fields} fields, nothing found`,
  tested: (p) => `${p.passed} passed, ${p.failed} failed`,
}
