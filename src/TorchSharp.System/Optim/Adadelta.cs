using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adadelta (Zeiler, 2012): steps scaled by running means of squared gradients and of squared steps.</summary>
    public class Adadelta : OptimizerHelper
    {
        public Adadelta(
            IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, rho, eps, weight_decay, maximize)
        {
        }

        public Adadelta(
            IEnumerable<ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
        {
            _defaults = new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                rho = rho,
                eps = eps,
                weight_decay = weight_decay,
                maximize = maximize,
            };
            foreach (ParamGroup group in parameters) add_param_group(group);
        }

        /// <summary>Adds a group; its options that are null become the optimiser's.</summary>
        public override void add_param_group(Modules.ParamGroup param_group)
        {
            if (param_group.Options is not Options own)
                throw new ArgumentException($"{nameof(Adadelta)} needs a {nameof(Adadelta)}.{nameof(ParamGroup)}, not a {param_group.GetType()}.", nameof(param_group));
            var defaults = (Options)_defaults;
            own.rho ??= defaults.rho;
            own.eps ??= defaults.eps;
            own.weight_decay ??= defaults.weight_decay;
            own.maximize ??= defaults.maximize;
            base.add_param_group(param_group);
        }

        public override Tensor step(Func<Tensor> closure = null!) => _step<ParamGroup>(Update, closure);

        protected override void Dispose(bool disposing)
        {
            DisposeStates(disposing);
            base.Dispose(disposing);
        }

        private protected override OptimizerState MakeState(Parameter parameter) => new State(parameter);

        private void Update(ParamGroup group)
        {
            Updates<State> updates = Collect<State>(group);
            if (updates.IsEmpty) return;
            foreach (State state in updates.States) state.step++;
            Options options = group.Options;
            double rho = options.rho ?? 0.9, eps = options.eps ?? 1e-6;
            Tensor[] parameters = updates.Parameters;
            Tensor[] gradients = updates.Gradients;
            if (options.maximize == true) gradients = Foreach.Negated(gradients);
            if (options.weight_decay is double decay and not 0) gradients = Foreach.Sum(gradients, parameters, decay);

            Tensor[] squares = updates.Of(state => state.square_avg);
            Tensor[] steps = updates.Of(state => state.acc_delta);
            Foreach.Multiply(squares, rho);
            Foreach.AddProduct(squares, gradients, gradients, 1 - rho);
            Tensor[] divisors = Foreach.Sum(squares, eps);
            Foreach.SquareRootInPlace(divisors);
            Tensor[] deltas = Foreach.Sum(steps, eps);
            Foreach.SquareRootInPlace(deltas);
            Foreach.Divide(deltas, divisors);
            Foreach.Multiply(deltas, gradients);
            Foreach.Add(parameters, deltas, -group.LearningRate);
            Foreach.Multiply(steps, rho);
            Foreach.AddProduct(steps, deltas, deltas, 1 - rho);
        }

        /// <summary>Settings of one group; what is null comes from the optimiser.</summary>
        public class Options : OptimizerOptions
        {
            public double? rho;

            public double? eps;

            public double? weight_decay;

            public bool? maximize;

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                Write(writer, rho);
                Write(writer, eps);
                Write(writer, weight_decay);
                Write(writer, maximize);
            }

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                rho = ReadDouble(reader);
                eps = ReadDouble(reader);
                weight_decay = ReadDouble(reader);
                maximize = ReadBoolean(reader);
            }

            public override void LoadStateDict(OptimizerOptions source)
            {
                base.LoadStateDict(source);
                if (source is not Options own) return;
                rho = own.rho;
                eps = own.eps;
                weight_decay = own.weight_decay;
                maximize = own.maximize;
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup()
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
                bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize })
            {
            }
        }

        /// <summary>What the optimiser remembers of one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>How often the parameter was changed.</summary>
            public long step;

            public Tensor square_avg = null!;

            public Tensor acc_delta = null!;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                Dispose();
                step = 0;
                square_avg = Zeros();
                acc_delta = Zeros();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                Save(writer, square_avg);
                Save(writer, acc_delta);
            }

            public override void LoadStateDict(BinaryReader reader)
            {
                step = reader.ReadInt64();
                Load(reader, ref square_avg!, _parameter.device);
                Load(reader, ref acc_delta!, _parameter.device);
            }

            public override void LoadStateDict(OptimizerState source)
            {
                var other = (State)source;
                step = other.step;
                Copy(other.square_avg, ref square_avg!);
                Copy(other.acc_delta, ref acc_delta!);
            }

            public override bool ApproximatelyEquals(OptimizerState other) =>
                other is State state && step == state.step && Close(square_avg, state.square_avg) && Close(acc_delta, state.acc_delta);

            public override void to(Device device)
            {
                Move(ref square_avg!, device);
                Move(ref acc_delta!, device);
            }

            public void Dispose()
            {
                square_avg?.Dispose();
                acc_delta?.Dispose();
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.Adadelta Adadelta(
                IEnumerable<Modules.Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
                bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);

            public static Modules.Adadelta Adadelta(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters.Select(each => each.parameter), lr, rho, eps, weight_decay, maximize);

            public static Modules.Adadelta Adadelta(
                IEnumerable<Modules.Adadelta.ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);
        }
    }
}
