const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** The seconds of a span as plans write it: `30s`, `20m`, `2h`, `14d`. */
export function secondsOf(span: string): number {
  return Number.parseInt(span, 10) * (SECONDS[span.slice(-1)] ?? 0)
}
