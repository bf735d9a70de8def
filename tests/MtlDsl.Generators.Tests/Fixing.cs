using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MtlDsl.Generators.Tests;

/// <summary>Files of a solution on which code fixes are tried, as an editor does.</summary>
internal sealed class Fixing : IDisposable
{
    private readonly AdhocWorkspace workspace = new();
    private readonly CodeFixProvider provider;
    private Solution solution;

    /// <param name="provider">The fix.</param>
    /// <param name="projects">The files of each project.</param>
    public Fixing(CodeFixProvider provider, params string[][] projects)
    {
        (this.provider, solution) = (provider, workspace.CurrentSolution);
        foreach (var (sources, index) in projects.Select((sources, index) => (sources, index)))
        {
            var compilation = Host.Declare(sources);
            var project = ProjectId.CreateNewId();
            solution = solution.AddProject(ProjectInfo.Create(project, VersionStamp.Default, $"Project{index}", $"Project{index}", LanguageNames.CSharp,
                compilationOptions: compilation.Options, parseOptions: Host.ParseOptions, metadataReferences: compilation.References));
            foreach (var tree in compilation.SyntaxTrees)
                solution = solution.AddDocument(DocumentId.CreateNewId(project), $"Project{index}{tree.FilePath}", tree.GetText(), filePath: $"Project{index}{tree.FilePath}");
        }
    }

    /// <summary>The files of all projects, as they are now.</summary>
    public IEnumerable<string> Sources => solution.Projects.SelectMany(project => project.Documents.Skip(1)).Select(document => document.GetTextAsync().Result.ToString());

    /// <summary>How often the fix's diagnostic is reported.</summary>
    public async Task<int> Count() => (await Task.WhenAll(solution.Projects.Select(Diagnose))).Sum(found => found.Length);

    /// <summary>Fixes one place, the first; tells whether it could be.</summary>
    public async Task<bool> FixFirst()
    {
        var project = solution.Projects.First();
        var diagnostic = (await Diagnose(project))[0];
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => actions.Add(action), default));
        if (actions.Count == 0)
            return false;
        await Apply(actions.ShouldHaveSingleItem());
        return true;
    }

    /// <summary>Fixes all places of the first document, or of the solution.</summary>
    public async Task FixAll(FixAllScope scope)
    {
        var document = solution.Projects.First().Documents.ElementAt(1);
        var key = provider.FixableDiagnosticIds.Single();
        await Apply((await provider.GetFixAllProvider()!.GetFixAsync(new FixAllContext(document, provider, scope, key, [key], new Places(this), default)))!);
    }

    public void Dispose() => workspace.Dispose();

    private async Task Apply(CodeAction action) =>
        solution = (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().ShouldHaveSingleItem().ChangedSolution;

    private async Task<ImmutableArray<Diagnostic>> Diagnose(Project project)
    {
        var found = await (await project.GetCompilationAsync())!.WithAnalyzers([new DeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. found.Where(d => provider.FixableDiagnosticIds.Contains(d.Id)).OrderBy(d => d.Location.SourceSpan.Start)];
    }

    private sealed class Places(Fixing fixing) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellation) =>
            (await fixing.Diagnose(document.Project)).Where(d => document.Project.GetDocument(d.Location.SourceTree)?.Id == document.Id);

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellation) => await fixing.Diagnose(project);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
