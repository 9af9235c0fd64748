import type { hall as zh } from '../../zh/texts/hall.js'

/** What `hall` says on the screen. */
export const hall: typeof zh = {
  listening: (p) =>
    `The reference hall is running: ${p.url}\nData file: ${p.data ?? 'in memory only'}\nAdmin token file: ${p.adminTokenFile}`,
  howToStop: 'Ctrl-C stops it; the data stay.',
  howToStopLater: 'It runs in the background; hallkit hall stop stops it, the data stay.',
  noneRuns: 'No reference hall is running.',
  running: (p) =>
    `The reference hall is running: ${p.url}\nIts time: ${p.time} (${p.virtualClock ? 'set for a rehearsal' : 'real'})\nUnits ${p.counts['unit'] ?? 0}, items ${p.counts['item'] ?? 0}, accounts ${p.counts['user'] ?? 0}, cases ${p.counts['case'] ?? 0} (and ${p.counts['case.history'] ?? 0} of history), events ${p.counts['event'] ?? 0}`,
  reallyReset: (p) =>
    p.keepRegistry
      ? `Remove all cases and events of ${p.data}, and leave units, items and accounts?`
      : `Empty ${p.data}, with units, items and accounts?`,
  reset: (p) =>
    p.keepRegistry
      ? 'Cases and events are gone; units, items and accounts are still there.'
      : 'The reference hall is empty.',
  audit: {
    columns: { what: 'Audited', verdict: 'Result', evidence: 'Evidence' },
    what: {
      chain: 'chain of events',
      numbers: 'numbers are unique',
      texts: 'texts are readable',
      dues: 'due dates',
      duties: 'separation of duties',
      time: 'clock',
    },
    verdicts: { held: 'holds', broken: 'does not hold', untold: 'cannot be audited' },
    looked: (p) => `${p.looked} looked at${p.findings === 0 ? '' : `, ${p.findings} wrong`}`,
    untold: {
      'no-events': 'no events to look at',
      'no-chain': 'its events are not chained',
      'no-clocks': 'it tells no legal clock',
      'other-calendar': 'it reckons by another calendar',
      'no-actors': 'it does not say who acted',
      'no-time': 'it does not tell its time',
      rehearsal: 'its clock is set for a rehearsal',
    },
    summary: (p) =>
      `${p.events} events and ${p.clocks} legal clocks looked at; ${p.findings === 0 ? 'nothing wrong' : `${p.findings} wrong`}.`,
  },
  seeded: 'The reference hall is furnished.',
  stopped: 'The reference hall has stopped.',
  account: (p) => `${p.done} of ${p.of} accounts made`,
  columns: { sort: 'Sort', created: 'New', updated: 'Changed', unchanged: 'There already' },
  sorts: {
    units: 'Units',
    columns: 'Columns',
    items: 'Items',
    users: 'Accounts',
    assignments: 'Assignments',
  },
  pushed: (p) =>
    p.dryRun
      ? `This would go into the hall ${p.url}; nothing was changed. Run without --dry-run to do it.`
      : `The hall ${p.url} is ready. Next: hallkit drill run`,
  withoutPassword: (p) =>
    `The hall had ${p.accounts.length} accounts before whose passwords this machine lacks; robots cannot act as these, their people can: ${p.accounts.slice(0, 5).join(', ')}${p.accounts.length > 5 ? ' ...' : ''}`,
  person: {
    captured: (name: string) => `(${name})`,
    evidence: 'Path of the screenshot or other evidence (Enter for none)',
    done: 'Press Enter when it is done',
  },
  production: (p: { name: string; title: string }) =>
    `"${p.title}" is a production hall. To write to it, type the connector's name: ${p.name}`,
  lint: {
    columns: { level: 'Level', what: 'Problem', fix: 'What to do' },
    levels: { error: 'error', warning: 'warning', hint: 'hint' },
    good: (p: { file: string }) => `${p.file}: nothing to mend.`,
  },
  check: {
    trying: (p: { level: string }) => `Trying step ${Number(p.level.slice(1)) + 1} of 9`,
    columns: { what: 'Capability', verdict: 'Result', evidence: 'Evidence' },
    verdicts: {
      ...{ yes: 'yes', no: 'no', manual: 'by hand' },
      ...{ unenforced: 'not enforced', untested: 'not tried' },
    },
    ids: {
      'hall.reach': 'reachable',
      'auth.login': 'accounts of every role get in',
      'item.list': 'list of items',
      'user.list': 'list of accounts',
      'case.list': 'list of cases',
      'project.list': 'list of projects',
      'article.list': 'list of articles',
      'consultation.list': 'list of consultations',
      'complaint.list': 'list of complaints',
      'case.submit': 'submit a case',
      'case.get': 'find the case by its number',
      'event.list': 'see that it was submitted',
      'case.pre_pass': 'pre-review',
      'case.accept': 'accept',
      'case.assign': 'assign',
      'case.handle': 'handle',
      'case.review_pass': 'review',
      'case.grant': 'decide',
      'case.settle': 'settle',
      'case.notify_correction': 'notice of correction',
      'case.submit_correction': 'submit a correction',
      'case.withdraw': 'withdraw',
      'case.start_special': 'special procedure',
      'case.end_special': 'end of a special procedure',
      'case.extend': 'extension',
      'supervision.warnings': 'warnings',
      'supervision.overdue': 'overdue cases',
      'supervision.cards': 'cards',
      'entry.late': 'late entry, showing when it was done and when it was entered',
      'item.get': 'the registry of items',
      'guide.get': 'the guide to an item',
      'refuse.order': 'refuses a step out of order',
      'refuse.role': 'refuses whoever has no right',
      'refuse.S5': 'refuses review by the one who handled',
    } as Readonly<Record<string, string>>,
    untried: {
      account: (role) => `no account of ${role}`,
      before: (what) => `what comes first did not succeed: ${what}`,
      roles: { '*': 'any role', handler_reviewer: 'somebody who handles and reviews' },
    },
    summary: (p: {
      hall: string
      counts: Readonly<Record<'yes' | 'no' | 'manual' | 'unenforced' | 'untested', number>>
    }) =>
      `${p.hall}: yes ${p.counts.yes}, no ${p.counts.no}, by hand ${p.counts.manual}, not enforced ${p.counts.unenforced}, not tried ${p.counts.untested}.`,
    left: (p: { numbers: readonly string[] }) =>
      `These drill objects are still in the hall; void them there: ${p.numbers.join(', ')}`,
  },
  beyond: (sorts: readonly string[]) =>
    `This hall has no interface for them, so they have to be put in by hand: ${sorts.join(', ')}. hallkit users export and items export give the lists.`,
}
