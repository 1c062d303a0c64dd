namespace HybridAdmin.Hosting;

/// <summary>
/// The settings are valid, but the console could not start with them: because of the data folder, or an address in use.
/// The message names the cause and the remedy.
/// </summary>
internal sealed class StartFailedException(string message, Exception inner) : Exception(message, inner);
