using HybridAdmin.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage.Tests.Model;

/// <summary>The model and its migrations. The console does not compare them at start.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Model_HasAMigrationForEachChange()
    {
        using var context = new DesignTimeContextFactory().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges(), "Add a migration: dotnet ef migrations add.");
    }
}
