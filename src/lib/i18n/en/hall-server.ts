import type { serverProblems } from '../../errors/codes/hall-server.js'
import type { Words } from '../words.js'

export const hallServer: Words<typeof serverProblems> = {
  'HK-HALL-020': () => ({
    message: 'No reference hall is running',
    fix: [
      'Start one with hallkit hall start, or in the background with --detach',
      'A hall that was started in another folder, or with --data, is found there, or with the same --data',
    ],
  }),
  'HK-HALL-021': ({ url, pid }) => ({
    message: `The hall was asked to stop and is still there after half a minute: ${url} (process ${pid})`,
    fix: [
      'Look again with hallkit hall status',
      'End the process; what it acknowledged is not lost',
    ],
  }),
  'HK-HALL-022': ({ log, detail }) => ({
    message: `The hall did not come up in the background: ${detail}`,
    fix: [`Look into ${log}`, 'Start it without --detach to see why'],
  }),
  'HK-HALL-023': ({ least }) => ({
    message: `Listening beyond this machine (--listen-anywhere) needs a token of at least ${least} characters`,
    fix: [
      'Give it as --token env:NAME or --token file:PATH, or in HALLKIT_HALL_TOKEN',
      'Without --listen-anywhere the hall is for this machine only and needs none',
    ],
  }),
}
