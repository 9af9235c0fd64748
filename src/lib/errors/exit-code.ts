/** Exit codes are part of the contract: scripts branch on them (DESIGN §13). */
export const ExitCode = {
  done: 0,
  findings: 1,
  usage: 2,
  paused: 3,
  unreachable: 4,
  stopped: 5,
  bug: 70,
  interrupted: 130,
} as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
