/** Papers for units are Chinese in every language of the screen. */
export { returns } from '../../zh/texts/returns.js'
