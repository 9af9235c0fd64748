import type { report as zh } from '../../zh/texts/report.js'
import { conclusionText } from './conclusion.js'

/** What `report` says on the screen. */
export const report: typeof zh = {
  notFinished: (p) => `Run ${p.run} is ${p.state}; these papers show it as far as it went.`,
  concluded: (p) =>
    `Conclusion: ${conclusionText(p.conclusion)}; ${p.problems} matters to mend. Papers:`,
}
