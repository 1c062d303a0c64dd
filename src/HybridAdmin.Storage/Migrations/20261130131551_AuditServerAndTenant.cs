using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridAdmin.Storage.Migrations
{
    /// <summary>
    /// Adds columns for the server and the tenant object of an intent. Existing rows remain in the first format, since
    /// their hash covers Message and Changes as they were written.
    /// </summary>
    internal sealed partial class AuditServerAndTenant : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Format",
                table: "AuditRecords",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "Server",
                table: "AuditRecords",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Tenant",
                table: "AuditRecords",
                type: "TEXT",
                nullable: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("An audit log is not taken back. Restore the backup made before the update.");
    }
}
