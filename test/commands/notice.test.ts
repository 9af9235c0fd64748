import { describe, expect, test } from 'vitest'
import NoticeList from '../../src/commands/notice/list.js'
import NoticeShow from '../../src/commands/notice/show.js'
import { runCommand } from '../support/run-command.js'

describe('notice list', () => {
  test('names every pack with its number and size', async () => {
    const { stdout, exitCode } = await runCommand(NoticeList)

    expect(exitCode).toBe(0)
    expect(stdout).toContain('menghai-2015\t海政办发〔2015〕22号\t2015-04-03\t28\t2')
  })

  test('gives the same under --json', async () => {
    const { json } = await runCommand(NoticeList, ['--json'])

    expect(json?.result.packs).toContainEqual(
      expect.objectContaining({ id: 'menghai-2015', units: 28, batches: 2 }),
    )
  })
})

describe('notice show', () => {
  test('prints each demand with its clause, and marks what is inferred', async () => {
    const { stdout, exitCode } = await runCommand(NoticeShow, ['menghai-2015'])

    expect(exitCode).toBe(0)
    expect(stdout).toContain('三（一）1\t-\tb1 b2\t3\t每个栏目发布信息不少于3条')
    expect(stdout).toContain('三（三）1；二（二）\t推定\tb1\t5\t投资审批申报不少于5件')
    expect(stdout).toContain('四（一）2\t-\t2015-03-30\t2/3\t入库事项三分之二达到三级办理深度')
    expect(stdout).toContain('2015-04-10\t2015-04-08\t各参演单位')
    expect(stdout).toContain('推定\t各批演练日\t-\tb1\t组织投资审批申报并预审不少于5件')
    expect(stdout).toContain('情况报告：需修改完善的业务流程和系统功能')
    expect(stdout).toContain('单位名单系推定')
  })

  test('says what contradicts itself in the notice, on stderr', async () => {
    const { stderr } = await runCommand(NoticeShow, ['menghai-2015'])

    expect(stderr).toContain('HK-NOTICE-101')
    expect(stderr).toContain('HK-NOTICE-102')
  })

  test('gives pack and contradictions under --json', async () => {
    const { json, stderr } = await runCommand(NoticeShow, ['menghai-2015', '--json'])

    expect(stderr).toBe('')
    expect(json?.result.pack.requirements).toHaveLength(5)
    expect(json?.result.pack.units).toHaveLength(28)
    expect(json?.result.contradictions).toContainEqual(
      expect.objectContaining({ code: 'HK-NOTICE-102', message: expect.stringContaining('晚于') }),
    )
  })

  test('speaks English when asked', async () => {
    const { stdout } = await runCommand(NoticeShow, ['menghai-2015', '--lang', 'en'])

    expect(stdout).toContain('Requirements (at least)')
    expect(stdout).toContain('every unit')
  })

  test('an unknown pack ends with exit 2 and the near name', async () => {
    const { json, exitCode } = await runCommand(NoticeShow, ['menhai-2015', '--json'])

    expect(exitCode).toBe(2)
    expect(json?.error).toMatchObject({ code: 'HK-NOTICE-001', exitCode: 2 })
    expect(json?.error?.suggestions.join()).toContain('menghai-2015')
  })
})
