@echo off
setlocal disabledelayedexpansion
node "%~dp0run.js" %*
exit /b %errorlevel%
