import type { serverFindings, serverProblems } from '../../errors/codes/hall-server.js'
import type { Words } from '../words.js'

export const hallServer: Words<typeof serverProblems> & Words<typeof serverFindings> = {
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
  'HK-HALL-024': ({ url, asked, told }) => ({
    message: `The clock of the hall ${url} is off: set to ${asked}, it tells ${told}`,
    fix: ['With a wrong clock no limit and no order can be trusted; find out why before the drill'],
  }),
  'HK-HALL-101': ({ seq }) => ({
    message: `The chain of events breaks at number ${seq}: one is missing, changed or out of place`,
    fix: ['Look at the events around it; no count is to be trusted until this is clear'],
  }),
  'HK-HALL-102': ({ number, objects }) => ({
    message: `The number ${number} is used for ${objects.length} objects at once (ids ${objects.join(', ')})`,
    fix: ['Find out how numbers are given, and correct one of them'],
  }),
  'HK-HALL-103': ({ seq, number, field, text }) => ({
    message: `"${field}" of ${number} is garbled: ${text.slice(0, 20)} (event ${seq})`,
    fix: ['UTF-8 was taken for GBK on the way; find out where, correct it, enter the text again'],
  }),
  'HK-HALL-104': ({ number, told, computed }) => ({
    message: `The due date of ${number} is wrong: the hall says ${told}, computed anew it is ${computed}`,
    fix: ['Look at the legal clock of the case line by line: holidays, made-up days, stops'],
  }),
  'HK-HALL-105': ({ number, actor, event, earlier }) => ({
    message: `${number} breaks the separation of duties: ${actor} did ${earlier} and ${event}`,
    fix: ['Somebody else must do this step; find out why the hall let it pass'],
  }),
  'HK-HALL-106': ({ hall, ours, seconds }) => ({
    message: `The clock of the hall is ${seconds} seconds off: hall ${hall}, this machine ${ours}`,
    fix: ['Set it right; with a wrong clock no limit and no order can be trusted'],
  }),
  'HK-HALL-107': ({ seq }) => ({
    message: `Event ${seq} was recorded before the one that it follows`,
    fix: ['The clock of the hall went back; set it right before going on'],
  }),
}
