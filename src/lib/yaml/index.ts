/**
 * yaml: our own files, read strictly as YAML 1.2 core through a zod schema, with file:line:column in every error.
 * It never accepts an unknown or duplicate key, never guesses an encoding, and knows no domain.
 */
export { parseYaml, readYaml } from './parse.js'
export { placeInYaml } from './place.js'
export { refuseDuplicates, refuseUnknown } from './refuse.js'
export { stringifyYaml } from './stringify.js'
