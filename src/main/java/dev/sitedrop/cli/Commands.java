package dev.sitedrop.cli;

import dev.sitedrop.words.FailureText;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: which command is meant, and how it ends. */
public final class Commands {
  private Commands() {}

  /** Ends the process when the command is done, except where SiteDrop itself has been started. */
  public static void main(String[] arguments, Program program) {
    if (isStart(arguments)) {
      program.run(arguments);
      return;
    }
    CommandLine line = line(program);
    int exit = line.execute(arguments);
    RunCommand run = (RunCommand) line.getSubcommands().get("run").getCommandSpec().userObject();
    if (run.isWanted()) {
      program.run(run.settings());
    } else {
      System.exit(exit);
    }
  }

  /** Without a command, SiteDrop starts; then all that is said are settings. */
  static boolean isStart(String[] arguments) {
    return arguments.length == 0
        || arguments[0].startsWith("--")
            && !arguments[0].equals("--help")
            && !arguments[0].equals("--version");
  }

  static CommandLine line(Program program) {
    CommandLine line = new CommandLine(new SiteDropCommand());
    line.addSubcommand(new RunCommand(program));
    line.addSubcommand(new CheckCommand(program));
    line.addSubcommand(new ExplainCommand(program));
    line.addSubcommand(new SendCommand(program));
    line.addSubcommand(new StatusCommand());
    line.addSubcommand(new ListCommand());
    line.addSubcommand(new ShowCommand());
    line.addSubcommand(new RetryCommand());
    line.addSubcommand(new DiscardCommand());
    line.addSubcommand(new InitCommand(new InputStreamReader(System.in)));
    line.addSubcommand(new CompletionCommand());
    line.addSubcommand(new ManCommand());
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((mistake, arguments) -> told(mistake));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          PrintWriter err = command.getErr();
          if (failure instanceof CommandFailed told) {
            err.println(told.getMessage());
            err.flush();
            return told.exit();
          }
          err.println("It failed: " + Printer.shown(FailureText.of(failure)));
          err.flush();
          return Exit.FAILED;
        });
    return line;
  }

  /** One line that stays on the screen; the whole usage would push it off. */
  private static int told(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(Printer.shown(mistake.getMessage()));
    UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return Exit.USAGE;
  }
}
