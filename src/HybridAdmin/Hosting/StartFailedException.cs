namespace HybridAdmin.Hosting;

/// <summary>
/// The settings are fine, but the console could not start with them: the data folder, or an address in use. The message
/// says which and the way out.
/// </summary>
internal sealed class StartFailedException(string message, Exception inner) : Exception(message, inner);
