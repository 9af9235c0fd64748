/**
 * drill: the notice's acts as scripts, a flat timetable, an engine that plays it against a hall and survives
 * being killed, a journal of facts, and scores computed from it. It speaks to the hall's contract only,
 * never guesses whether an act was done, and never stores a verdict.
 */

export { type DutyLine, type UnitDuties, unitDuties } from './duty-lines.js'
export { diffRuns, type RunDifference } from './journal/diff-runs.js'
export { journalBook } from './journal/export-book.js'
export { windowsCalendar } from './journal/export-calendar.js'
export { junitXml } from './journal/export-junit.js'
export { type ReadJournal, readJournal } from './journal/journal-file.js'
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
} from './journal/model.js'
export { factsOf, normaliseJournal } from './journal/normalise.js'
export { playedIn } from './journal/played-in.js'
export { replayLines, watchRun } from './journal/replay.js'
export {
  createRun,
  linesOf,
  openRun,
  planHash,
  type RunFolder,
  runPaths,
} from './journal/run-folder.js'
export { seenEvent } from './journal/seen-line.js'
export { type Awaited, LiveBoard, type Milestone, type Standing } from './live.js'
export { disputed, overridden } from './people/contest.js'
export { type Happening, type HappeningSort, happeningsOf } from './people/happenings.js'
export { inboxOf, type Task } from './people/inbox.js'
export { keepEvidence, reported } from './people/report-step.js'
export type { DrillRequest } from './people/requests.js'
export { namedStep, operator, type Submitted, submit } from './people/submit.js'
export { tell } from './people/tell.js'
export { type RunWaits, waitsOf } from './people/waiting.js'
export { type ImportedPlan, importPlanBook, planBook } from './plan/book/index.js'
export { type Expansion, expandPlan, type PlanInput } from './plan/expand.js'
export { type LintResult, lintDrills } from './plan/lint.js'
export { type DrillFiles, loadDrills } from './plan/load-drills.js'
export { writeNewPlan } from './plan/new-plan.js'
export type { PlayList } from './plan/plan-file.js'
export type {
  DrillArticle,
  DrillPlan,
  Exemption,
  PlanBatch,
  PlannedStep,
  Round,
} from './plan/plan-model.js'
export type { DrillScript, ScriptStep } from './plan/script.js'
export { idempotencyKey } from './plan/seeded.js'
export {
  playedByRobots,
  type ScheduledStep,
  type Timetable,
  timetableOf,
} from './plan/timetable.js'
export { planSource, planWorkspace, type WorkspacePlan } from './plan/workspace-plan.js'
export { type Cleaned, type CleanUp, cleanUp } from './play/clean-up.js'
export { type DrillClock, virtualClock } from './play/clock.js'
export { type DrillEvent, type DrillOutcome, runDrill, type StepCounts } from './play/engine.js'
export { readyHall } from './play/hall-ready.js'
export { type DrillOrder, playInHall, rollCallInHall } from './play/play-in-hall.js'
export { type DrillProgress, playQuietly } from './play/play-run.js'
export { type Decision, resolved } from './play/resolve.js'
export type { DrillDesk } from './play/stage.js'
export { type RunResult, runResult } from './run-result.js'
export { brokenDuties } from './score/broken-duties.js'
export { type DrillCard, drillCards, type Forecast } from './score/deadlines.js'
export type { HallFaultName } from './score/fault-sight.js'
export { type HallFault, hallFaults } from './score/hall-faults.js'
export {
  type Entanglement,
  entanglementsOf,
  type Practice,
  practiceOf,
} from './score/people-practice.js'
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
} from './score/performance.js'
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
} from './score/sayings.js'
export { decidable } from './score/sayings-of-verdicts.js'
export { isFulfilled, scoreRun } from './score/score.js'
export { trialCounts, trialFindings } from './score/trials.js'
export { type Explanation, explain, explainTrials, type TrialExplanation } from './score/why.js'
export {
  foreseen,
  type PlanSummary,
  planSummary,
  planUnit,
  stepTitles,
  type TimetableLine,
  type UnitLoad,
  unitTimetable,
} from './views.js'
export type { LookCounts } from './watch/observation.js'
export { observeDrill } from './watch/observe.js'
export { observeExports, openExports } from './watch/observe-exports.js'
export { type Watched, watchByLists, watchInHall } from './watch/watch-in-hall.js'
export { type ObserveResult, readingOnly, unscriptedActs } from './watch/watched-result.js'
export {
  forecaster,
  listRuns,
  openDrill,
  planChanges,
  type RunReview,
  type RunState,
  reviewRun,
} from './workspace-drill.js'
