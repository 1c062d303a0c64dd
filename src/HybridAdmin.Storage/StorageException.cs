namespace HybridAdmin.Storage;

/// <summary>
/// The store cannot be opened. The message names the file or folder and the way out, fit to be shown at start.
/// </summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
