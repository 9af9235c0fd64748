import type { rosterFindings, rosterProblems } from '../../errors/codes/roster.js'
import type { Words } from '../words.js'
import { provision } from './roster-provision.js'

const maybe = (near: readonly string[]) =>
  near.length > 0 ? [`Did you mean ${near.map((one) => `"${one}"`).join(' or ')}?`] : []

const SEPARATION: Readonly<Record<string, string>> = {
  S1: 'administrators handle no cases',
  S2: 'supervisors handle no cases',
  S3: 'entries, articles and replies are audited by somebody else',
  S4: 'who accepts does not approve',
  S5: 'handling, review and approval are three people',
  S6: 'verification and inspection take two people',
  S7: 'who hosts a hearing does not review the case',
  S8: 'special procedures and extensions are approved by somebody else; an extension by the head of the agency',
  S9: 'voiding a settled case takes a second person',
  S10: 'an appeal is decided by the supervising body, never by the unit concerned',
  S11: 'an applicant does not act on their own case',
  S12: 'nobody holds too many nodes',
}

export const roster: Words<typeof rosterProblems> & Words<typeof rosterFindings> = {
  ...provision,
  'HK-ROST-001': ({ file, word }) => ({
    message: `"${word}" in the roster rules ${file} is not in roles.yaml.`,
    fix: ['Use a role or node of the catalogue, or add it there first.'],
  }),
  'HK-ROST-002': ({ unit, limit }) => ({
    message: `Unit ${unit} has more than ${limit} people: no work number is left.`,
    fix: ['Give the person serial more digits in workNumber of roster.yaml.'],
  }),
  'HK-ROST-003': () => ({
    message: 'The workspace holds no people yet, so there is nobody to make accounts for.',
    fix: ['Import the staff sheets first: hallkit roster import FILE...'],
  }),
  'HK-ROST-005': ({ role, nearest }) => ({
    message: `There is no role "${role}".`,
    fix: [...maybe(nearest), 'Ids and names of roles stand in templates/roles.yaml.'],
  }),
  'HK-ROST-006': ({ field, text, many }) => ({
    message:
      many.length === 0
        ? `"${text}" (${field}) of the decisions file fits no unit, item, node, person or rule.`
        : `"${text}" (${field}) of the decisions file fits more than one: ${many.join(', ')}.`,
    fix: [
      'Use the code or work number (hallkit users list) and run it again; nothing was changed.',
    ],
  }),
  'HK-ROST-008': ({ suffix }) => ({
    message: `${suffix} is no suffix of a directory`,
    fix: ['Write it like dc=menghai,dc=gov,dc=cn; the first part may also be o= or ou='],
  }),
  'HK-ROST-007': ({ text, nearest }) => ({
    message: `There is no user with the work number or name "${text}".`,
    fix: [...maybe(nearest), 'hallkit users list shows every user.'],
  }),
  'HK-ROST-101': ({ role }) => ({
    message: role === '' ? 'The name is missing.' : `"${role}" names nobody.`,
    fix: ['Fill in the name, or report the row when somebody is appointed.'],
  }),
  'HK-ROST-102': ({ name, others }) => ({
    message: `The unit has several "${name}" (also: ${others.map((one) => one || 'no post').join(', ')}); they were kept apart.`,
    fix: ['If they are one person, give every row the same work number; if not, leave it.'],
  }),
  'HK-ROST-103': ({ workNo, name, other }) => ({
    message: `Work number ${workNo} is given to both "${other}" and "${name}".`,
    fix: ['A work number belongs to one person: correct it, or leave it blank to have one given.'],
  }),
  'HK-ROST-104': ({ text, nearest }) => ({
    message: `Unknown role "${text}": it was not assigned.`,
    fix: [...maybe(nearest), 'Use the names of the role catalogue.'],
  }),
  'HK-ROST-105': ({ text, nearest }) => ({
    message: `Unknown node "${text}": the row assigns nobody.`,
    fix: [...maybe(nearest), 'Use one of 审查（预审）, 受理, 承办, 审核, 审批, 办结.'],
  }),
  'HK-ROST-106': ({ masked }) => ({
    message: `Work number "${masked}" looks like an ID number; it was not taken, another will be given.`,
    fix: ["Fill in the unit's work number or leave it blank; never an ID number."],
  }),
  'HK-ROST-107': ({ text }) => ({
    message: `Unit "${text}" is not in the list of this drill.`,
    fix: ["Write the unit's full name, or move the person to that unit's sheet."],
  }),
  'HK-ROST-108': ({ text }) => ({
    message: `Several people in one cell, but the telephones "${text}" do not match in number; not taken.`,
    fix: ['One person per row, or as many telephones as names in the same order.'],
  }),
  'HK-ROST-109': ({ names, numbers }) => ({
    message: `${names} people in one cell but ${numbers} work numbers; not taken, others will be given.`,
    fix: ['One person per row, or as many work numbers as names in the same order.'],
  }),
  'HK-ROST-110': ({ text }) => ({
    message: `The date "${text}" cannot be read and was not taken: the person counts as present.`,
    fix: ['Write it like 2015-04-08, or leave it blank.'],
  }),
  'HK-ROST-111': ({ name, posts, phone }) => ({
    message: `"${name}" stands under several posts (${posts.join(', ')}); taken for one person because the mobile number (${phone}) is the same.`,
    fix: [
      'If these are different people, give each their own work number; if not, nothing is to be done.',
    ],
  }),
  'HK-ROST-112': ({ text }) => ({
    message: `The telephone "${text}" was turned into scientific notation and has lost its last figures; it was not taken.`,
    fix: ['Set the column to text, write the telephone again and import the sheet again.'],
  }),
  'HK-ROST-113': ({ text }) => ({
    message: `"${text}" does not name everybody; only those named were taken.`,
    fix: ['Write out everybody who stands behind "等".'],
  }),
  'HK-ROST-114': ({ said, names }) => ({
    message: `The number of participants says "${said}", the list names ${names}; the list counts.`,
    fix: ['Make the number and the list agree.'],
  }),
  'HK-ROST-115': ({ newer, people, left }) => ({
    message: `"${newer}" corrects this sheet: for ${people} people the correction counts${left.length === 0 ? '' : `; ${left.join(', ')} are not in it and stay as they were`}.`,
    fix:
      left.length === 0
        ? ['Nothing to be done.']
        : [
            'If those who stay have left, say so in the corrected sheet, or import it with --complete.',
          ],
  }),
  'HK-ROST-201': ({ unit, role, have, min, clause }) => ({
    message: `${unit}: needs ${min} ${role}, has ${have} (notice ${clause}).`,
    fix: ['Name them in the staff sheet and import it again.'],
  }),
  'HK-ROST-202': ({ unit, role, max, names, clause }) => ({
    message: `${unit}: at most ${max} ${role}, has ${names.length}: ${names.join(', ')} (notice ${clause}).`,
    fix: ['Keep one and give the others another role.'],
  }),
  'HK-ROST-203': ({ rule, unit, name, nodes, item, items, reason }) => ({
    message: `${unit}: "${name}" holds ${nodes.join(', ')} of one item (${SEPARATION[rule] ?? rule}); ${items} items, e.g. ${item} (by ${reason}).`,
    fix: ['Give one of the nodes to somebody else; the hall refuses the same person twice.'],
  }),
  'HK-ROST-204': ({ rule, unit, name, roles }) => ({
    message: `${unit}: "${name}" holds ${roles.join(', ')} (${SEPARATION[rule] ?? rule}).`,
    fix: ['Give the administrating, supervising or auditing role to somebody else.'],
  }),
  'HK-ROST-205': ({ unit, nodes, count }) => ({
    message: `${unit}: ${count} nodes have no B post (${nodes.join(', ')}).`,
    fix: ['A second person per node keeps work going when the first is away.'],
  }),
  'HK-ROST-206': ({ name, unit, others, by }) => ({
    message: `"${name}" stands in ${unit} and in ${others.join(', ')} (same ${by === 'workNo' ? 'work number' : 'name and telephone'}).`,
    fix: ['A person takes part for one unit: remove them from the other sheet.'],
  }),
  'HK-ROST-207': ({ unit, count, items }) => ({
    message: `${unit}: nobody holds ${count} nodes, e.g. of ${items.join(', ')}.`,
    fix: ['hallkit users generate lists proposals for each gap; then add them to the staff sheet.'],
  }),
  'HK-ROST-208': ({ unit, text, nearest, lines }) => ({
    message: `${unit}: item "${text}" of the staff sheet is not in the store; ${lines} rows assign nobody.`,
    fix: [...maybe(nearest), 'Use the name of the item sheet.'],
  }),
  'HK-ROST-209': ({ unit, name, items }) => ({
    message: `${unit}: "${name}" of the item sheet is not in the staff sheet; ${items} items.`,
    fix: ['Add the person to the staff sheet, or correct the name.'],
  }),
  'HK-ROST-210': ({ unit, name, items }) => ({
    message: `${unit}: several people are called "${name}"; which one the item sheet means is open, ${items} items.`,
    fix: ['Say it in the staff sheet by item and node, with the work number.'],
  }),
  'HK-ROST-211': ({ unit }) => ({
    message: `${unit}: no people reported yet.`,
    fix: ['Ask for the staff sheet, put it into inbox and import it.'],
  }),
  'HK-ROST-212': ({ unit, have, min, max, clause }) => ({
    message: `${unit}: ${have} people are to attend, the notice asks for ${min}-${max} (${clause}).`,
    fix: ['Correct 是否参演; the limit is for people at the keys, a unit may have more accounts.'],
  }),
  'HK-ROST-213': ({ unit, text, lines }) => ({
    message: `${unit}: item "${text}" was returned for correction; ${lines} rows of the staff sheet wait for it.`,
    fix: ['When it is corrected and imported again, hallkit users generate assigns them.'],
  }),
  'HK-ROST-214': ({ rule, unit, name, nodes, max, item, items }) => ({
    message: `${unit}: "${name}" alone holds ${nodes.length} nodes of one item (${nodes.join(', ')}), more than ${max} (${SEPARATION[rule] ?? rule}); ${items} items, e.g. ${item}.`,
    fix: ['Give some of the nodes to somebody else.'],
  }),
  'HK-ROST-215': ({ rule, unit, name, approvedBy, until }) => ({
    message: `${unit}: "${name}" is exempt from "${SEPARATION[rule] ?? rule}" (${approvedBy}${until === '' ? '' : `, until ${until}`}).`,
    fix: ['For the record only; withdraw the exemption when it is no longer needed.'],
  }),
  'HK-ROST-216': ({ rule, object, events, actors }) => ({
    message: `${object}: acts of ${actors.join(', ')} (${events.join(', ')}) break "${SEPARATION[rule] ?? rule}".`,
    fix: ['Somebody else must act; if the hall let it pass, list it as a fault of the system.'],
  }),
  'HK-ROST-217': ({ unit, name }) => ({
    message: `${unit}: "${name}" has no role, so the account could do nothing.`,
    fix: ['Name a role or a node in the staff sheet, or take the person out.'],
  }),
  'HK-ROST-218': ({ unit, role, names }) => ({
    message: `${unit}: ${names.join(', ')} hold the role ${role} but no node of any item that goes with it.`,
    fix: ['Take the role away if it is not needed, or assign nodes by item in the sheet.'],
  }),
  'HK-ROST-219': ({ unit, item, sum, promised }) => ({
    message: `${unit}: the node limits of "${item}" (${sum}) add up to more than was promised (${promised}).`,
    fix: ['Shorten the node limits until their sum is within the promise.'],
  }),
  'HK-ROST-220': ({ unit, item, node, person }) => ({
    message: `${unit}: ${person} was to hold ${node} of "${item}", but the item or the person is gone; the decision no longer counts.`,
    fix: [
      'Decide again with hallkit users resolve and take the old entry out of roster.decisions.yaml.',
    ],
  }),
  'HK-ROST-221': ({ unit, name, workNo, day, lines, items }) => ({
    message: `${unit}: "${name}" (${workNo}) is not in post on ${day} and holds nothing any more; ${lines} rows were theirs${items.length === 0 ? '' : `, e.g. ${items.join(', ')}`}.`,
    fix: ['Put somebody else on their nodes (hallkit users resolve); hand over open cases first.'],
  }),
  'HK-ROST-222': ({ unit, role, names, day }) => ({
    message: `${unit}: the last ${role} (${names.join(', ')}) is not in post on ${day}; nobody could manage accounts.`,
    fix: [`Name a successor as ${role} first.`],
  }),
  'HK-ROST-223': ({ unit, node, item, people, count }) => ({
    message: `${unit}: sheets name different people for one A post, such as ${node}${item === '' ? '' : ` of "${item}"`}: ${people.join(', ')}; ${count} in all, all of them taken.`,
    fix: [
      'If the later sheet corrects the earlier one, import it under the same file name, or with --complete.',
      'If both are right, mark one of them as B post.',
    ],
  }),
  'HK-ROST-224': ({ unit, workNo, name, role }) => ({
    message: `"${name}" (${workNo}) is the last ${role} of ${unit} who is on; an apply leaves the account as it is.`,
    fix: ['Name a successor in the people sheet, import it again and plan again.'],
  }),
}
