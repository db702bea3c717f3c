@echo off
rem Installs the lessons from this folder, once, and opens your own copy of them. Needs no network.
rem UNSIGNED
set "kit=%~dp0"
set "place=%USERPROFILE%\briefing_lessons"
if not exist "%place%" mkdir "%place%"
cd /d "%place%"
if exist env\Scripts\briefing-lessons.exe goto open
py -3 -m venv env
if errorlevel 1 python -m venv env
if errorlevel 1 goto failed
env\Scripts\python -m pip install --quiet --no-index --find-links "%kit%wheels" briefing-lessons
if errorlevel 1 goto failed
:open
if "%~1"=="" env\Scripts\briefing-lessons lab
if not "%~1"=="" env\Scripts\briefing-lessons %*
exit /b %errorlevel%
:failed
echo The lessons could not be installed. Is Python on this machine? See READ ME FIRST.txt.
pause
exit /b 1
