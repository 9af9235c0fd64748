# Runs a command on a terminal of its own: presses Enter whenever the screen shows the given words. Prints what was on
# the screen; ends with the command's exit code, 124 when it took longer than a minute.
import os, pty, select, sys, time

words, command = sys.argv[1].encode(), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
screen, answered, end = b'', 0, time.time() + 60
while time.time() < end:
    if not select.select([terminal], [], [], 1)[0]:
        continue
    try:
        chunk = os.read(terminal, 65536)
    except OSError:
        chunk = b''
    if not chunk:
        break
    screen += chunk
    while screen.count(words) > answered:
        answered += 1
        os.write(terminal, b'\r')
else:
    os.kill(child, 9)
    sys.exit(124)
sys.stdout.buffer.write(screen)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
