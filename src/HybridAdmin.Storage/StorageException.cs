namespace HybridAdmin.Storage;

/// <summary>
/// The store cannot be opened. The message names the file or folder and the remedy, and is suitable for display at
/// start.
/// </summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
