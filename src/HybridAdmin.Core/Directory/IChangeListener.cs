namespace HybridAdmin.Core.Directory;

/// <summary>Receives the state of every object after a change. The index implements it.</summary>
public interface IChangeListener
{
    void Changed(DirectoryEntry entry);
}
