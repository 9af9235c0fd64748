import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { programOf } from '../../support/e2e/programs.js'

/** The single-file edition: complete in itself, and it runs only its own script. */
export function htmlSuite(path: () => string): void {
  let html: string
  beforeAll(async () => {
    html = await readFile(path(), 'utf8')
  })

  it('loads nothing from anywhere', () => {
    const tags = html.match(/<[a-z][^>]*>/gi) ?? []
    const outward = tags.filter((tag) => /\b(?:src|href|action|data|poster)\s*=/i.test(tag))
    expect(outward.filter((tag) => !/href="#/.test(tag))).toEqual([])
    const namespaces = /xmlns(?::\w+)?="[^"]*"/g
    expect(tags.filter((tag) => /https?:/.test(tag.replaceAll(namespaces, '')))).toEqual([])
    const [style = ''] = html.match(/<style>.*?<\/style>/s) ?? []
    expect(style).not.toMatch(/url\(|@import/)
  })

  it('forbids every script but its own', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
    expect(policy).toContain("default-src 'none'")
    const script = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    expect(policy).toContain(`script-src 'sha256-${hash}'`)
  })

  it('has a chart, and a definition behind every figure that can be pressed', () => {
    expect(html.match(/<figure><svg/g)?.length).toBeGreaterThan(0)
    const facts = /id="facts">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}'
    const { metrics } = JSON.parse(facts)
    const asked = [...html.matchAll(/data-metric="([^"]*)"/g)].map(([, id = '']) => id)
    expect(asked.length).toBeGreaterThan(100)
    expect(asked.filter((id) => !(id in metrics))).toEqual([])
  })

  it('opens in a browser without a word in its console', { timeout: 60_000 }, async () => {
    const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'msedge']
    const browser = programOf('A CHROMIUM BROWSER', names)
    if (browser === null) return
    const profile = await mkdtemp(join(tmpdir(), 'hallkit-browser-'))
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--enable-logging=stderr']
    const args = [...flags, `--user-data-dir=${profile}`, '--dump-dom', pathToFileURL(path()).href]
    const { stdout, stderr } = spawnSync(browser, args, { encoding: 'utf8', timeout: 50_000 })
    await rm(profile, { recursive: true, force: true, maxRetries: 3 })
    expect(stdout).toContain('</html>')
    expect(stderr.split('\n').filter((line) => line.includes('CONSOLE'))).toEqual([])
  })
}
