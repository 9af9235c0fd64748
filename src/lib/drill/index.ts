/**
 * drill: the notice's acts as scripts, a flat timetable, an engine that plays it against a hall and survives
 * being killed, a journal of facts, and scores computed from it. It speaks to the hall's contract only,
 * never guesses whether an act was done, and never stores a verdict.
 */
export { attendanceSheet } from './attendance.js'
export { brokenDuties } from './broken-duties.js'
export { drillDesk, type HowPlayed } from './choose-clock.js'
export { type Cleaned, type CleanUp, cleanUp } from './clean-up.js'
export { type DrillClock, virtualClock } from './clock.js'
export { disputed, overridden } from './contest.js'
export { type DrillCard, drillCards, type Forecast } from './deadlines.js'
export { diffRuns, type RunDifference } from './diff-runs.js'
export { type DrillEvent, type DrillOutcome, runDrill, type StepCounts } from './engine.js'
export { type Expansion, expandPlan, type PlanInput } from './expand.js'
export { journalBook } from './export-book.js'
export { windowsCalendar } from './export-calendar.js'
export { junitXml } from './export-junit.js'
export { followRun } from './follow.js'
export { type HallFault, type HallFaultName, hallFaults } from './hall-faults.js'
export { readyHall } from './hall-ready.js'
export { inboxOf, type Task } from './inbox.js'
export { type ReadJournal, readJournal } from './journal-file.js'
export { type LintResult, lintDrills } from './lint.js'
export { type Awaited, LiveBoard, type Milestone, type Standing } from './live.js'
export { type DrillFiles, loadDrills, scriptNamed } from './load-drills.js'
export type {
  DrillScore,
  JournalActor,
  JournalEntry,
  JournalLine,
  JournalType,
  RequirementResult,
  TrialResult,
  Verdict,
  VerdictCounts,
} from './model.js'
export { newPlan } from './new-plan.js'
export { factsOf, normaliseJournal } from './normalise.js'
export type { LookCounts } from './observation.js'
export { observeDrill } from './observe.js'
export { observeExports } from './observe-exports.js'
export {
  type Entanglement,
  entanglementsOf,
  type Practice,
  practiceOf,
} from './people-practice.js'
export {
  type HalfDay,
  halfDays,
  type Outage,
  outagesSeen,
  type ResponseTime,
  responseTimes,
  type Trouble,
  troublesOf,
  type WaitingTime,
  waitingTimes,
} from './performance.js'
export type {
  DrillArticle,
  DrillPlan,
  Exemption,
  PlanBatch,
  PlannedStep,
  Round,
} from './plan-model.js'
export { type DrillProgress, playQuietly, playRun } from './play-run.js'
export { keepEvidence, reported } from './report-step.js'
export type { DrillRequest } from './requests.js'
export { type Decision, resolved } from './resolve.js'
export { createRun, linesOf, openRun, planHash, type RunFolder, runPaths } from './run-folder.js'
export { type RunResult, runResult } from './run-result.js'
export {
  absent,
  attended,
  madeUp,
  noted,
  outage,
  paused,
  signed,
  skipped,
  takenOver,
} from './sayings.js'
export { decidable } from './sayings-of-verdicts.js'
export { isFulfilled, scoreRun } from './score.js'
export type { DrillScript, PlayList, ScriptStep } from './script.js'
export { idempotencyKey } from './seeded.js'
export { seenEvent } from './seen-line.js'
export type { DrillDesk } from './stage.js'
export { namedStep, operator, type Submitted, submit } from './submit.js'
export { tell } from './tell.js'
export { playedByRobots, type ScheduledStep, type Timetable, timetableOf } from './timetable.js'
export { trialCounts, trialFindings } from './trials.js'
export {
  type PlanSummary,
  planSummary,
  planUnit,
  stepTitles,
  type TimetableLine,
  type UnitLoad,
  unitTimetable,
} from './views.js'
export { type AwaitedPeople, awaitedPeople } from './waiting.js'
export { type ObserveResult, observeResult, readingOnly, unscriptedActs } from './watched-result.js'
export { type Explanation, explain, explainTrials, type TrialExplanation } from './why.js'
export {
  listRuns,
  openDrill,
  planWorkspace,
  type RunReview,
  type RunState,
  reviewRun,
  rollCall,
  type WorkspacePlan,
} from './workspace-drill.js'
