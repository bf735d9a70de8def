using MtlDsl.App;
using MtlDsl.Training;
using PennFudan;

return await MultitaskApp.For<Pedestrians>()
    .With<PedestrianData>()
    .Defaults(Recipes.FineTune)
    .RunAsync(args);
