import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { listenForInterrupt } from '../../../src/lib/ui/interrupt.js'
import { createPalette, wantsColour } from '../../../src/lib/ui/palette.js'
import { createProgress } from '../../../src/lib/ui/progress.js'
import { canPrompt, createPrompter } from '../../../src/lib/ui/prompter.js'

const stream = (isTTY: boolean) => {
  const written: string[] = []
  return { isTTY, columns: 12, written, write: (text: string) => written.push(text) }
}

describe('progress', () => {
  test('redraws one line on a terminal and cuts it at the edge', () => {
    const terminal = stream(true)
    const progress = createProgress(terminal, false)

    progress.update('正在导入第一家单位')
    progress.finish('导入完毕')

    expect(terminal.written).toEqual(['正在导入第', '\r\u001b[2K导入完毕\n'])
  })

  test('redraws a zone of several lines, each cut at the edge, below the lines that stay', () => {
    const terminal = stream(true)
    const progress = createProgress(terminal, false)

    progress.zone(['等人办理一个动作', '国土局'])
    progress.finish('开演')

    const takenAway = '\u001b[2K\u001b[1A\r\u001b[2K'
    expect(terminal.written).toEqual(['等人办理一\n国土局', `${takenAway}开演\n`])
  })

  test('leaves a line per finished step in a pipe', () => {
    const pipe = stream(false)
    const progress = createProgress(pipe, false)

    progress.update('正在导入')
    progress.finish('导入完毕')
    progress.clear()

    expect(pipe.written).toEqual(['导入完毕\n'])
  })

  test('says nothing under --json', () => {
    const terminal = stream(true)
    const progress = createProgress(terminal, true)

    progress.update('a')
    progress.finish('b')

    expect(terminal.written).toEqual([])
  })
})

describe('colour', () => {
  const asked = { isTTY: true, json: false, env: {} }

  test('is for a terminal that can and wants it', () => {
    expect(wantsColour(asked)).toBe(true)
    expect(wantsColour({ ...asked, isTTY: false })).toBe(false)
    expect(wantsColour({ ...asked, json: true })).toBe(false)
    expect(wantsColour({ ...asked, env: { NO_COLOR: '1' } })).toBe(false)
    expect(wantsColour({ ...asked, env: { TERM: 'dumb' } })).toBe(false)
  })

  test('leaves the text alone when it is off', () => {
    expect(createPalette(false).bad('错误')).toBe('错误')
    expect(createPalette(true).bad('错误')).toContain('\u001b[31m')
  })
})

describe('prompts', () => {
  const asked = { stdinTTY: true, stderrTTY: true, json: false, env: {} }

  test('need a person at both ends, no --json and no CI', () => {
    expect(canPrompt(asked)).toBe(true)
    expect(canPrompt({ ...asked, stdinTTY: false })).toBe(false)
    expect(canPrompt({ ...asked, stderrTTY: false })).toBe(false)
    expect(canPrompt({ ...asked, json: true })).toBe(false)
    expect(canPrompt({ ...asked, env: { CI: 'true' } })).toBe(false)
  })

  test('are otherwise a usage error that names the flag', async () => {
    const prompter = createPrompter(false, '')
    const question = { flag: '--notice', question: '按哪个通知演练？' }

    for (const asking of [
      prompter.ask(question),
      prompter.confirm(question),
      prompter.choose({ ...question, choices: [] }),
    ]) {
      await expect(asking).rejects.toMatchObject({ code: 'HK-USAGE-006', params: question })
    }
  })
})

describe('Ctrl-C', () => {
  test('aborts once, then exits with 130', () => {
    const exits: number[] = []
    const notes: string[] = []
    const source = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) })
    const { signal, release } = listenForInterrupt(source, () => notes.push('stopping'))

    source.emit('SIGINT')
    expect(signal.aborted).toBe(true)
    expect(exits).toEqual([])
    source.emit('SIGINT')
    expect(exits).toEqual([130])
    expect(notes).toEqual(['stopping'])
    release()
    expect(source.listenerCount('SIGINT')).toBe(0)
  })
})
