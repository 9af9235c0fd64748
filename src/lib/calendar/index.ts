/**
 * calendar: official working days of China with make-up days, T+1 counting, office hours.
 * It never guesses: a day outside the covered years is an error. It knows no hall and no drill.
 */
