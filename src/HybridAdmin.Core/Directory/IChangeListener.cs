namespace HybridAdmin.Core.Directory;

/// <summary>Learns of every object as it is after a change; the index listens.</summary>
public interface IChangeListener
{
    void Changed(DirectoryEntry entry);
}
