/**
 * yaml: our own files, read strictly as YAML 1.2 core through a zod schema, with file:line:column in every error.
 * It never accepts an unknown or duplicate key, never guesses an encoding, and knows no domain.
 */
export { parseYaml, placesOf, readYaml, yamlText } from './parse.js'
export { placeInYaml } from './place.js'
export type { Position } from './places.js'
export { refuseDuplicates, refuseUnknown } from './refuse.js'
export { stringifyYaml, withKeys } from './stringify.js'
