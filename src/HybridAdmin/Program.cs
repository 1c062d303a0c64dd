using HybridAdmin.Commands;

// The entry point only: the verbs are in Commands/, the composition of the web console in
// Hosting/ConsoleApplication.cs.
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
