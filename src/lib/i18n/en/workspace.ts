import type { workspaceFindings, workspaceProblems } from '../../errors/codes/workspace.js'
import type { Words } from '../words.js'

export const workspace: Words<typeof workspaceProblems> & Words<typeof workspaceFindings> = {
  'HK-WORK-001': ({ dir }) => ({
    message: `"${dir}" is not a drill workspace, and no folder above it holds a hallkit.yaml.`,
    fix: [
      'Change into a workspace, or name its folder with --workspace.',
      'If there is none yet, run: hallkit init DIR --notice ID',
    ],
  }),
  'HK-WORK-002': ({ dir }) => ({
    message: `"${dir}" is a drill workspace already; nothing was changed.`,
    fix: ['Carry on in it (hallkit status shows where it stands), or choose another folder.'],
  }),
  'HK-WORK-003': ({ dir, entries }) => ({
    message: `The folder "${dir}" is not empty (it holds ${entries.join(', ')}); nothing was changed.`,
    fix: ['Choose a new or an empty folder.'],
  }),
  'HK-WORK-004': ({ dir, reason }) => ({
    message: `Cannot write in "${dir}" (${reason}).`,
    fix: [
      'Check that it is a folder, that the disk is neither full nor read-only, and your rights.',
    ],
  }),
  'HK-WORK-005': ({ dir, disk }) => ({
    message: `"${dir}" is on a network share (${disk}), where the database may be damaged; it is not used.`,
    fix: ['Keep the workspace on a local disk; to exchange it, zip the whole folder.'],
  }),
  'HK-WORK-006': ({ dir, service }) => ({
    message: `"${dir}" is synchronised by ${service}, which would touch the database while it is written; it is not used.`,
    fix: [
      'Keep the workspace in a local folder that is not synchronised; upload a zip as a backup.',
    ],
  }),
  'HK-WORK-007': ({ pid, host, started, file }) => ({
    message: `Another command is using the workspace: process ${pid} on "${host}", since ${started}.`,
    fix: [
      'Wait for it, or stop it with Ctrl-C in its window. Commands that only read still work.',
      `If that computer is switched off and nobody uses the workspace, delete "${file}".`,
    ],
  }),
  'HK-WORK-008': ({ file, found, known }) => ({
    message: `The database "${file}" was made by a newer hallkit (schema ${found}, this one knows ${known}).`,
    fix: ['Open this workspace with the newer version.'],
  }),
  'HK-WORK-009': ({ file, reason }) => ({
    message: `The database "${file}" cannot be opened: ${reason}.`,
    fix: [
      'Do not delete it; copy the whole workspace first.',
      'You can make a new workspace and import the sheets in inbox again.',
    ],
  }),
  'HK-WORK-010': ({ reason }) => ({
    message: `SQLite cannot be loaded on this computer: ${reason}`,
    fix: ['Run npm install in the program folder again, then hallkit doctor.'],
  }),
  'HK-WORK-011': ({ file, reason }) => ({
    message: `The file "${file}" cannot be saved (${reason}); the old one is untouched.`,
    fix: ['Check disk space and rights, and close the file in WPS or Excel.'],
  }),
  'HK-WORK-101': ({ key, row }) => ({
    message: `The same record as row ${row} (${key}), twice in one sheet.`,
    fix: ['Keep one row. If they are two records, tell them apart by a code or a post.'],
  }),
  'HK-WORK-102': ({ wanted, written }) => ({
    message: `"${wanted}" is open in WPS or Excel; saved as "${written}" instead.`,
    fix: ['Close it and run again to save under its own name.'],
  }),
}
