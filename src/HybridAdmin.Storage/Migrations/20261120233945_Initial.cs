using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridAdmin.Storage.Migrations
{
    internal sealed partial class Initial : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditRecords",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    AtTicks = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: true),
                    ActorName = table.Column<string>(type: "TEXT", nullable: true),
                    ActorRole = table.Column<int>(type: "INTEGER", nullable: true),
                    ActorSource = table.Column<int>(type: "INTEGER", nullable: true),
                    ClientAddress = table.Column<string>(type: "TEXT", nullable: true),
                    Action = table.Column<int>(type: "INTEGER", nullable: true),
                    TargetId = table.Column<string>(type: "TEXT", nullable: true),
                    TargetName = table.Column<string>(type: "TEXT", nullable: true),
                    TargetDn = table.Column<string>(type: "TEXT", nullable: true),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: true),
                    Message = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    CorrelationId = table.Column<string>(type: "TEXT", nullable: true),
                    RevertsChangeId = table.Column<long>(type: "INTEGER", nullable: true),
                    Changes = table.Column<string>(type: "TEXT", nullable: true),
                    ActorFolded = table.Column<string>(type: "TEXT", nullable: true),
                    TargetFolded = table.Column<string>(type: "TEXT", nullable: true),
                    TextFolded = table.Column<string>(type: "TEXT", nullable: true),
                    PreviousHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Mac = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditRecords", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "AuditAttributes",
                columns: table => new
                {
                    ChangeId = table.Column<long>(type: "INTEGER", nullable: false),
                    Attribute = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditAttributes", x => new { x.ChangeId, x.Attribute });
                    table.ForeignKey(
                        name: "FK_AuditAttributes_AuditRecords_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "AuditRecords",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditAttributes_Attribute_ChangeId",
                table: "AuditAttributes",
                columns: new[] { "Attribute", "ChangeId" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_AtTicks",
                table: "AuditRecords",
                column: "AtTicks");

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_ChangeId_Kind",
                table: "AuditRecords",
                columns: new[] { "ChangeId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_CorrelationId_Sequence",
                table: "AuditRecords",
                columns: new[] { "CorrelationId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_RevertsChangeId",
                table: "AuditRecords",
                column: "RevertsChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_TargetId_Sequence",
                table: "AuditRecords",
                columns: new[] { "TargetId", "Sequence" });

            migrationBuilder.MakeAppendOnly(
                "AuditRecords",
                "Sequence = NEW.Sequence",
                "ChangeId = NEW.ChangeId AND Kind = NEW.Kind");
            migrationBuilder.MakeAppendOnly(
                "AuditAttributes",
                "rowid = NEW.rowid",
                "ChangeId = NEW.ChangeId AND Attribute = NEW.Attribute");
        }

        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("An audit log is not taken back. Restore the backup made before the update.");
    }
}
