import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ObjectKind, objectKinds } from '../../../hall/index.js'
import type { StoredObject } from '../../acts/objects.js'
import type { HallFile } from '../../store/files.js'
import { signedIn, viewOf } from '../access.js'
import { collection, type HallApp, type HallContext } from '../app.js'
import { HallProblem } from '../problem.js'
import { shapes } from '../shapes.js'
import { visible } from './objects.js'

const LARGEST = 20 * 1024 * 1024

/** A name that is nothing but a name: no path, no control or direction characters, no device of Windows. */
const fileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((name) => !/[/\\:*?"<>|\p{Cc}\p{Bidi_Control}]/u.test(name) && !/^\.+$/.test(name), {
    error: '文件名不能带路径或特殊字符',
  })
  .refine((name) => !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name), {
    error: '文件名是系统保留的名称',
  })
const params = z.strictObject({ id: z.string().max(40) })
const fileParams = params.extend({ file: z.string().regex(/^[1-9]\d{0,14}$/) })
const named = z.strictObject({ name: fileName })
const listed = z.object({ files: z.array(shapes.file) })

/** Files of objects: put there by their applicant or their unit while they are open, read by whoever may see them. */
export function fileRoutes(app: HallApp, hall: HallContext): void {
  for (const kind of objectKinds) readRoutes(app, hall, kind)
  app.register((scope: HallApp, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, parsed) =>
      parsed(null, bytes),
    )
    for (const kind of objectKinds) writeRoute(scope, hall, kind)
    done()
  })
}

function readRoutes(app: HallApp, hall: HallContext, kind: ObjectKind): void {
  const path = `/api/v1/${collection(kind)}/:id/files`
  const { title } = hall.rules.workflows[kind]
  const listing = { summary: `${title}：材料文件`, params, response: { 200: listed } }
  app.get(path, { schema: listing }, (request) => {
    const { id } = visible(hall, kind, request.params.id, viewOf(hall, request))
    return { files: hall.files.list(id) }
  })

  const content = { summary: `${title}：取材料文件`, params: fileParams }
  const answerType = 'application/octet-stream'
  app.get(`${path}/:file`, { schema: { ...content, answerType } }, (request, reply) => {
    const { id } = visible(hall, kind, request.params.id, viewOf(hall, request))
    const found = hall.files.read(id, request.params.file)
    if (found === undefined) throw new HallProblem('not-found')
    return sendFile(reply, found.file, found.bytes)
  })
}

/** As bytes to be saved, never as a page to be shown. */
function sendFile(reply: FastifyReply, { name, sha256 }: HallFile, bytes: Buffer): Buffer {
  reply
    .type('application/octet-stream')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('etag', `"${sha256}"`)
  return bytes
}

function writeRoute(app: HallApp, hall: HallContext, kind: ObjectKind): void {
  const { title } = hall.rules.workflows[kind]
  const schema = {
    ...{ summary: `${title}：上传材料文件`, params, querystring: named },
    ...{ bodyType: 'application/octet-stream', response: { 201: shapes.file } },
  }
  const path = `/api/v1/${collection(kind)}/:id/files`
  app.post(path, { bodyLimit: LARGEST, schema }, async (request, reply) => {
    const actor = signedIn(hall, request)
    const bytes = bytesOf(request)
    const file = await hall.writer.run(() => {
      const object = open(hall, visible(hall, kind, request.params.id, viewOf(hall, request)))
      if (object.owner !== actor.workNo && object.unit !== actor.unit)
        throw new HallProblem('other-unit')
      const mediaType = request.headers['content-type']?.slice(0, 100) ?? 'application/octet-stream'
      const given = { name: request.query.name, mediaType, bytes }
      const at = hall.time.now()
      return hall.files.insert({ object: object.id, ...given, by: actor.workNo, at })
    })
    reply.code(201).header('location', `${path.replace(':id', request.params.id)}/${file.id}`)
    return file
  })
}

function bytesOf({ body }: FastifyRequest): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body
  throw new HallProblem('bad-request', '没有文件内容')
}

/** Files join an object only until it is finished. */
function open(hall: HallContext, object: StoredObject): StoredObject {
  const { states } = hall.rules.workflows[object.kind]
  if (states[object.state]?.final !== true) return object
  throw new HallProblem('wrong-state', '', { allowedActions: [] })
}
