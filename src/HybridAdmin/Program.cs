using HybridAdmin.Commands;

// Nothing but the way in: the verbs are in Commands/, what the web console is made of in Hosting/ConsoleApplication.cs.
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
