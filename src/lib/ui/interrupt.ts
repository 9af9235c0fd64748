import { ExitCode } from '../errors/index.js'

/** What Ctrl-C is heard on: the process, or a stand-in in tests. */
export interface InterruptSource {
  on(event: 'SIGINT', listener: () => void): unknown
  off(event: 'SIGINT', listener: () => void): unknown
  exit(code: number): unknown
}

/** Turns the first Ctrl-C into an abort and the second into an exit with 130. */
export interface Interrupt {
  readonly signal: AbortSignal
  readonly release: () => void
}

/** Starts listening; `onFirst` tells the person that the current step is being finished. */
export function listenForInterrupt(source: InterruptSource, onFirst: () => void): Interrupt {
  const controller = new AbortController()
  const listener = () => {
    if (controller.signal.aborted) {
      source.exit(ExitCode.interrupted)
      return
    }
    onFirst()
    controller.abort()
  }
  source.on('SIGINT', listener)
  return { signal: controller.signal, release: () => source.off('SIGINT', listener) }
}
