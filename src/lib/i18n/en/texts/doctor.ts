import type { doctor as zh } from '../../zh/texts/doctor.js'

/** What `doctor` says on the screen. */
export const doctor: typeof zh = {}
