import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { AppError } from '../../../errors/index.js'

/** Asks a server; its refusals and a broken line are HK-MIG-001 with the place and the server's own words. */
export async function reaching<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Error) || cause instanceof AppError) throw cause
    throw new AppError('HK-MIG-001', { place, reason: reasonOf(cause) }, { cause })
  }
}

function reasonOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  return [code, error.message].filter((part) => part !== '').join(' ')
}

/** A driver that is installed only where it is needed. HK-MIG-009 when it is not there. */
export async function driverOf<T>(name: string): Promise<T> {
  const loaded = (await import(pathToFileURL(pathOf(name)).href)) as { readonly default: T }
  return loaded.default
}

function pathOf(driver: string): string {
  try {
    return createRequire(import.meta.url).resolve(driver)
  } catch (cause) {
    throw new AppError('HK-MIG-009', { driver }, { cause })
  }
}
