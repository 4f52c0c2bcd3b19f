internal import SluiceCommand

Application.runAndExit()
