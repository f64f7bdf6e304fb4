// Brings the list of mistakes to the reader, so that nobody wonders why the form came back.
export {}

const problems = document.getElementById('problems')
if (problems) problems.focus()
