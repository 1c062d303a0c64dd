using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HybridAdmin.Storage.Model;

/// <summary>For "dotnet ef migrations add"; the program itself never uses it.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<HybridAdminContext>
{
    public HybridAdminContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<HybridAdminContext>().UseSqlite("Data Source=:memory:").Options);
}
